import { type BaseRecord, type HttpError, useList } from '@refinedev/core';
import { keepPreviousData } from '@tanstack/react-query';
import type { Column, FilterDef, ListSpec } from './types';
import { useListCount } from './useListCount';
import { useListState } from './useListState';
import { useListLook } from './views/useListLook';

/** From so many matches on a search may leave some out: the functions `search_…` of the database give the first so many. */
export const searchLimit = 1000;

/** The first text that a column is to be or to contain; '' for none. */
function textAsked(
  filters: readonly FilterDef[],
  asked: Readonly<Record<string, readonly string[]>>,
): string {
  for (const { key, options, exact } of filters) {
    const text = options === 'text' && !exact && !key.endsWith('.not') ? asked[key]?.[0]?.trim() : undefined;
    if (text) return text;
  }
  return '';
}

/** A list whose state stands in the address: rows, and beside them, never in their way, how many there are. */
export function useListPage<T extends BaseRecord>(spec: ListSpec, offered: readonly Column<T>[]) {
  const listState = useListState(spec);
  const { state, change, filters, scope } = listState;
  const look = useListLook(spec.resource, listState, offered);
  const { resource, select, embeds, search } = spec;
  // A text that a column has, or contains, is found by the search's index; what the column is asked stands on what that finds.
  const q = state.q.trim() || textAsked(listState.filterDefs, listState.asked);
  const rpc = search && q !== '' ? { name: search, args: { q } } : undefined;
  const common = { resource, filters, errorNotification: false as const };
  const withEmbeds = (columns: string) => (embeds ? `${columns},${embeds}` : columns);

  // The list as it opens, also of one's own records, comes in its order from an index: its rows are asked for at once.
  const usual =
    Object.keys(listState.asked).length === 0 &&
    !rpc &&
    spec.defaultSort === (state.sort.order === 'desc' ? '-' : '') + state.sort.field;
  const columns = withEmbeds([select, ...new Set(look.needs)].join(', '));
  const rows = useList<T, HttpError>({
    ...common,
    pagination: { currentPage: state.page, pageSize: state.size },
    sorters: [state.sort],
    meta: { select: columns, count: 'none', rpc, keysFirst: !usual },
    queryOptions: {
      placeholderData: keepPreviousData,
      enabled: listState.ready && !spec.waiting,
      meta: { live: 'ask', select: columns },
    },
  });

  const count = useListCount(
    spec,
    { everything: scope === 'all' && filters.length === 0 && !rpc },
    {
      ...common,
      meta: { select: withEmbeds('id'), count: 'exact', rpc },
    },
  );

  const found = useList({
    ...common,
    filters: [],
    pagination: { currentPage: 1, pageSize: 1 },
    meta: { select: 'id', count: 'exact', rpc },
    queryOptions: { enabled: Boolean(rpc) && filters.length > 0 },
  });
  const matches = filters.length > 0 ? found.result.total : count?.total;

  return {
    state,
    change,
    look,
    filters,
    filterDefs: listState.filterDefs,
    rpc,
    /** What is searched for, be it in the search or in a column. */
    q,
    query: rows.query,
    rows: rows.result.data,
    known: rows.result.total ?? 0,
    count,
    /** Whether the search has so many matches that some may be missing here. */
    limited: Boolean(rpc) && (matches ?? 0) >= searchLimit,
  };
}

export type ListPageState<T extends BaseRecord> = ReturnType<typeof useListPage<T>>;
