import { useCallback } from 'react';
import { narrows } from '../../src/dashboards/drill';
import type { Days } from '../../src/dashboards/metrics';
import { useBarFilters } from '../../src/dashboards/widgets';
import { noValue } from '../../src/lib/list-state';

/** The day before one. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** A period as lists take it in their address; up to a day where it has no beginning. */
export const daysOf = ({ from, to }: Days, today: string) => `${from ?? ''}..${to ?? today}`;

/** The days of the quarter that begins on a day. */
export function daysOfQuarter(first: string): string {
  const last = new Date(`${first}T00:00:00Z`);
  last.setUTCMonth(last.getUTCMonth() + 3, 0);
  return `${first}..${last.toISOString().slice(0, 10)}`;
}

/** The days on which deals are due that count in a quarter so many ahead: in the running one also what is overdue. */
export const daysDue = (ahead: number, { from, to }: { from: string; to: string }) =>
  `${ahead === 0 ? '' : from}..${to}`;

/** What a list is narrowed by: a value or one of several; null for "none". */
type Conditions = Readonly<Record<string, string | null | readonly (string | null)[] | undefined>>;

/**
 * Gives the address of a list's rows, everybody's, narrowed as the dashboard is and by what a figure says; none where the
 * list cannot be narrowed as the dashboard is.
 */
export function useRowsOf(): (resource: 'deals' | 'customers', conditions: Conditions) => string | undefined {
  const filters = useBarFilters();
  return useCallback(
    (resource, conditions) => {
      if (!narrows(resource, Object.keys(filters))) return undefined;
      const params = new URLSearchParams({ mine: '0' });
      const own = Object.entries(conditions).filter(([, value]) => value !== undefined);
      const all: Conditions = { ...filters, ...Object.fromEntries(own) };
      for (const [key, value] of Object.entries(all))
        for (const one of [value ?? null].flat()) params.append(key, one ?? noValue);
      return `/${resource}?${params}`;
    },
    [filters],
  );
}
