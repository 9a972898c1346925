import { createContext, use, useCallback } from 'react';
import { resourceNamed } from '../app/resources';
import { type Cell, drillTo, listOf } from './drill';
import type { Filters } from './filters';
import type { Metric } from './keys';

/** What the filter bar narrows to, for all that stands under it. */
export const FiltersContext = createContext<Filters>({});

/**
 * Gives the address of the rows behind a figure, narrowed as the dashboard is:
 * `drill('deals.won_value', { period, by: { owner: row.owner } })`. None where this build has no list of them.
 */
export function useDrill(): (metric: Metric, cell: Omit<Cell, 'filters'>) => string | undefined {
  const filters = use(FiltersContext);
  return useCallback(
    (metric, cell) => (resourceNamed(listOf(metric)) ? drillTo(metric, { ...cell, filters }) : undefined),
    [filters],
  );
}

/** What the filter bar narrows to: for a way to rows that no metric's drill says. */
export const useBarFilters = (): Filters => use(FiltersContext);
