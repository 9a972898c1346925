import { type BaseRecord, type HttpError, useList } from '@refinedev/core';
import { keepPreviousData } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import {
  type ListRules,
  type ListState,
  readListState,
  toConditions,
  writeListState,
} from '../../lib/list-state';
import { useMe, useScope } from '../../providers/me';
import type { ListSpec } from './types';

/** How many rows there are in all; `about` when that is a guess. */
export interface ListCount {
  total: number;
  about: boolean;
}

/**
 * A list whose state stands in the address: rows, and beside them, never in their way, how many there are.
 * "Mine" is on at first for who may read only their own, so that an index on the owner serves it.
 */
export function useListPage<T extends BaseRecord>(spec: ListSpec) {
  const { profile } = useMe();
  const scope = useScope(spec.permission ?? spec.resource, 'read');
  const [params, setParams] = useSearchParams();
  const { resource, select, filters: filterDefs, sortable, defaultSort, search, ownerField } = spec;

  const rules = useMemo<ListRules>(
    () => ({
      filters: filterDefs.map(({ key }) => key),
      sortable,
      defaultSort,
      mineByDefault: Boolean(ownerField) && scope === 'own',
    }),
    [filterDefs, sortable, defaultSort, ownerField, scope],
  );
  const state = useMemo(() => readListState(params, rules), [params, rules]);

  /** Changes the state; unless a page is given, back to the first. `replace` leaves no step in the history. */
  const change = useCallback(
    (changes: Partial<ListState>, { replace = false } = {}) =>
      setParams((now) => writeListState({ ...readListState(now, rules), page: 1, ...changes }, rules), {
        replace,
        preventScrollReset: true,
      }),
    [setParams, rules],
  );

  const filters = useMemo(
    () =>
      toConditions(
        state,
        Object.fromEntries(filterDefs.map(({ key, field }) => [key, field])),
        ownerField ? { field: ownerField, me: profile.id } : undefined,
      ),
    [state, filterDefs, ownerField, profile.id],
  );
  const rpc = search && state.q.trim() !== '' ? { name: search, args: { q: state.q.trim() } } : undefined;
  const common = { resource, filters, errorNotification: false as const };

  const rows = useList<T, HttpError>({
    ...common,
    pagination: { currentPage: state.page, pageSize: state.size },
    sorters: [state.sort],
    meta: { select, count: 'none', rpc },
    queryOptions: { placeholderData: keepPreviousData },
  });

  // Counting everything that everybody has reads the whole table: there the planner's guess will do.
  const about = scope === 'all' && filters.length === 0 && !rpc;
  const counted = useList({
    ...common,
    pagination: { currentPage: 1, pageSize: 1 },
    meta: { select: 'id', count: about ? 'estimated' : 'exact', rpc },
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
