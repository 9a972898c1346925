import { type ListRules, type ListState, readSort, writeListState, writeSort } from '../../../lib/list-state';
import type { SavedView } from './types';

/** What of a list's state a view keeps. */
export type Kept = Pick<SavedView, 'search' | 'mine' | 'filters' | 'sort' | 'columns' | 'density'>;

/** A list's state as a view keeps it. */
export const keptOf = (state: ListState, look: Pick<SavedView, 'columns' | 'density'>): Kept => ({
  search: state.q.trim(),
  mine: state.mine,
  filters: state.filters,
  sort: writeSort(state.sort),
  ...look,
});

/**
 * The address of a view: all that it says, so that a link shows the same. What the list does not know of it stands there
 * too, so that the list can say what it leaves out.
 */
export function viewAddress(view: Kept & { id: string }, rules: ListRules, size: number): URLSearchParams {
  const asked = readSort(view.sort ?? '');
  const sort = rules.sortable.includes(asked.field) ? asked : readSort(rules.defaultSort);
  const { search: q, mine, filters, columns, density, id } = view;
  const params = writeListState({ page: 1, size, q, sort, mine, filters, view: id, columns, density }, rules);
  for (const [key, values] of Object.entries(filters))
    if (!rules.filters.includes(key)) for (const value of values) params.append(key, value);
  return params;
}

const sorted = (filters: Record<string, string[]>) =>
  JSON.stringify(
    Object.entries(filters)
      .map(([key, values]) => [key, values.toSorted()] as const)
      .toSorted(([a], [b]) => a.localeCompare(b)),
  );

/** Whether a list's state is another than its view's. What the list does not know of the view does not count. */
export function differs(state: ListState, view: SavedView, rules: ListRules): boolean {
  const known = Object.fromEntries(
    Object.entries(view.filters).filter(([key]) => rules.filters.includes(key)),
  );
  return (
    state.q.trim() !== view.search ||
    state.mine !== view.mine ||
    sorted(state.filters) !== sorted(known) ||
    (view.sort !== null &&
      writeSort(state.sort) !== view.sort &&
      rules.sortable.includes(readSort(view.sort).field)) ||
    (state.columns ?? []).join(' ') !== (view.columns ?? []).join(' ') ||
    state.density !== view.density
  );
}
