import { type BaseRecord, type HttpError, useList } from '@refinedev/core';
import { keepPreviousData } from '@tanstack/react-query';
import type { ListSpec } from './types';
import { useListState } from './useListState';

/** How many rows there are in all; `about` when that is a guess. */
export interface ListCount {
  total: number;
  about: boolean;
}

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

  // Counting everything that everybody has reads the whole table: there the planner's guess will do.
  const about = scope === 'all' && filters.length === 0 && !rpc;
  const counted = useList({
    ...common,
    pagination: { currentPage: 1, pageSize: 1 },
    meta: { select: withEmbeds('id'), count: about ? 'estimated' : 'exact', rpc },
  });
  const total = counted.query.isError ? undefined : counted.query.data?.total;
  const count: ListCount | undefined =
    total === undefined ? undefined : { total, about: about && total > 1000 };

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
