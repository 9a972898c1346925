import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { isTransient } from '../lib/errors';
import { useRpc } from '../providers/useRpc';
import { batchFor, resultsOf, type WidgetResult } from './batch';
import type { Queries } from './metrics';
import type { DashboardState } from './period';

const fresh = 30_000;

/** Asks everything that a dashboard shows in one call. */
export function useDashboardData(widgets: Readonly<Record<string, Queries>>, state: DashboardState) {
  const rpc = useRpc();
  const { requests, ids } = useMemo(() => batchFor(widgets, state), [widgets, state]);
  const query = useQuery({
    queryKey: ['query_metrics', requests],
    queryFn: async ({ signal }) => ({
      // Kept with the answer: while the next one is on its way, this is still the former state's.
      asked: { ids, state },
      answer: await rpc('query_metrics', { requests }, { stable: true, signal }),
    }),
    enabled: requests.length > 0,
    placeholderData: keepPreviousData,
    staleTime: fresh,
    retry: (tries, error) => tries < 2 && isTransient(error),
  });
  const { data } = query;
  const results = useMemo<Record<string, WidgetResult>>(
    () => (data ? resultsOf(widgets, data.asked.ids, data.answer, data.asked.state) : {}),
    [data, widgets],
  );
  return { query, results };
}
