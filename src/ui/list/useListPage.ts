import { type BaseRecord, type HttpError, useList } from '@refinedev/core';
import { keepPreviousData } from '@tanstack/react-query';
import type { ListSpec } from './types';
import { useListCount } from './useListCount';
import { useListState } from './useListState';

/** From so many matches on a search may leave some out: the functions `search_…` of the database give the first so many. */
export const searchLimit = 1000;

/** A list whose state stands in the address: rows, and beside them, never in their way, how many there are. */
export function useListPage<T extends BaseRecord>(spec: ListSpec) {
  const { state, change, filters, scope } = useListState(spec);
  const { resource, select, embeds, search } = spec;
  const rpc = search && state.q.trim() !== '' ? { name: search, args: { q: state.q.trim() } } : undefined;
  const common = { resource, filters, errorNotification: false as const };
  const withEmbeds = (columns: string) => (embeds ? `${columns},${embeds}` : columns);

  const rows = useList<T, HttpError>({
    ...common,
    pagination: { currentPage: state.page, pageSize: state.size },
    sorters: [state.sort],
    meta: { select: withEmbeds(select), count: 'none', rpc },
    queryOptions: { placeholderData: keepPreviousData },
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
    filters,
    rpc,
    query: rows.query,
    rows: rows.result.data,
    known: rows.result.total ?? 0,
    count,
    /** Whether the search has so many matches that some may be missing here. */
    limited: Boolean(rpc) && (matches ?? 0) >= searchLimit,
  };
}

export type ListPageState<T extends BaseRecord> = ReturnType<typeof useListPage<T>>;
