import { type BaseRecord, type HttpError, useList } from '@refinedev/core';
import { keepPreviousData } from '@tanstack/react-query';
import type { ListSpec } from './types';
import { useListCount } from './useListCount';
import { useListState } from './useListState';

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

  return {
    state,
    change,
    filters,
    rpc,
    query: rows.query,
    rows: rows.result.data,
    known: rows.result.total ?? 0,
    count,
  };
}

export type ListPageState<T extends BaseRecord> = ReturnType<typeof useListPage<T>>;
