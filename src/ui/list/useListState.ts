import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import {
  type ListRules,
  type ListState,
  readListState,
  toConditions,
  writeListState,
} from '../../lib/list-state';
import { useMe, useScope } from '../../providers/me';
import { fits, myTeam, resolved, withOperators } from './operators';
import type { ListSpec } from './types';
import { useReader } from './useReader';

/**
 * The state of a list as it stands in the address, how it is changed, and the conditions that it means.
 * "Mine" is on at first for who may read only their own, so that an index on the owner serves it.
 */
export function useListState(spec: ListSpec) {
  const { t } = useTranslation();
  const { profile } = useMe();
  const scope = useScope(spec.permission ?? spec.resource, 'read');
  const [params, setParams] = useSearchParams();
  const { filters: declared, sortable, defaultSort, ownerField } = spec;
  const filterDefs = useMemo(
    () => withOperators(declared, (operator, filter) => t(`list.${operator}`, { filter })),
    [declared, t],
  );

  const rules = useMemo<ListRules>(() => {
    const byKey = new Map(filterDefs.map((def) => [def.key, def]));
    return {
      filters: [...byKey.keys()],
      sortable,
      defaultSort,
      mineByDefault: Boolean(ownerField) && scope === 'own',
      defaults: Object.fromEntries(filterDefs.flatMap(({ key, usual }) => (usual ? [[key, usual]] : []))),
      fits: (key, value) => {
        const def = byKey.get(key);
        return !def || fits(def, value);
      },
    };
  }, [filterDefs, sortable, defaultSort, ownerField, scope]);
  const state = useMemo(() => readListState(params, rules), [params, rules]);

  /** Changes the state; unless a page is given, back to the first. `replace` leaves no step in the history. */
  const change = useCallback(
    (changes: Partial<ListState>, { replace = false } = {}) =>
      // The address itself, not what was drawn of it last: a second change may come before the first is drawn.
      setParams(
        writeListState(
          { ...readListState(new URLSearchParams(window.location.search), rules), page: 1, ...changes },
          rules,
        ),
        { replace, preventScrollReset: true },
      ),
    [setParams, rules],
  );

  const { reader, ready } = useReader(Object.values(state.filters).some((values) => values.includes(myTeam)));
  /** The filters' values with "me", "my team" and "this week" as whom and when they mean. */
  const asked = useMemo(
    () =>
      Object.fromEntries(
        filterDefs.flatMap((def) => {
          const values = state.filters[def.key];
          return values ? [[def.key, resolved(def, values, reader)]] : [];
        }),
      ),
    [filterDefs, state.filters, reader],
  );
  const filters = useMemo(
    () =>
      toConditions(
        { filters: asked, mine: state.mine },
        Object.fromEntries(filterDefs.map(({ key, field, conditions }) => [key, conditions ?? field])),
        ownerField ? { field: ownerField, me: profile.id } : undefined,
      ),
    [asked, state.mine, filterDefs, ownerField, profile.id],
  );

  return { state, change, filters, filterDefs, asked, ready, scope, params, setParams, rules };
}

export type ListStateControl = Pick<ReturnType<typeof useListState>, 'state' | 'change'>;
