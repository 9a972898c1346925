import { useCallback } from 'react';
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

/** What a list is narrowed by: a value or one of several; null for "none". */
type Conditions = Readonly<Record<string, string | null | readonly (string | null)[] | undefined>>;

/** Gives the address of a list's rows, everybody's, narrowed as the dashboard is and by what a figure says. */
export function useRowsOf(): (resource: 'deals' | 'customers', conditions: Conditions) => string {
  const filters = useBarFilters();
  return useCallback(
    (resource, conditions) => {
      const params = new URLSearchParams({ mine: '0' });
      for (const [key, value] of Object.entries({ ...filters, ...conditions })) {
        const values: readonly (string | null | undefined)[] = Array.isArray(value) ? value : [value];
        for (const one of values) if (one !== undefined) params.append(key, one ?? noValue);
      }
      return `/${resource}?${params}`;
    },
    [filters],
  );
}
