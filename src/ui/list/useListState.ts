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

/**
 * The state of a list as it stands in the address, how it is changed, and the conditions that it means.
 * "Mine" is on at first for who may read only their own, so that an index on the owner serves it.
 */
export function useListState(spec: ListSpec) {
  const { profile } = useMe();
  const scope = useScope(spec.permission ?? spec.resource, 'read');
  const [params, setParams] = useSearchParams();
  const { filters: filterDefs, sortable, defaultSort, ownerField } = spec;

  const rules = useMemo<ListRules>(
    () => ({
      filters: filterDefs.map(({ key }) => key),
      sortable,
      defaultSort,
      mineByDefault: Boolean(ownerField) && scope === 'own',
      defaults: Object.fromEntries(filterDefs.flatMap(({ key, usual }) => (usual ? [[key, usual]] : []))),
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
        Object.fromEntries(filterDefs.map(({ key, field, conditions }) => [key, conditions ?? field])),
        ownerField ? { field: ownerField, me: profile.id } : undefined,
      ),
    [state, filterDefs, ownerField, profile.id],
  );

  return { state, change, filters, scope };
}

export type ListStateControl = Pick<ReturnType<typeof useListState>, 'state' | 'change'>;
