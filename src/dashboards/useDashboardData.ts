import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { AtriumError, isTransient } from '../lib/errors';
import { useRpc } from '../providers/useRpc';
import { askWhole, batchFor, type MetricRequest, resultsOf, type WidgetResult } from './batch';
import type { Queries } from './metrics';
import type { DashboardState } from './period';

const fresh = 30_000;
/** How often figures are asked anew by themselves. */
export const refreshEvery = 60_000;
/** Requests that one call takes. */
const mostRequests = 40;
/** Longer batches go by POST: an address has its limits. */
const longestAddress = 6000;

const tooLong = 'dashboards.tooLong';
const tookTooLong = (error: unknown) => error instanceof AtriumError && error.key === tooLong;

/**
 * Asks everything that a dashboard shows in one call; anew when it changed, and with `live` every minute too, but not while it
 * is out of sight. `live: false` leaves it as it is.
 */
export function useDashboardData(
  widgets: Readonly<Record<string, Queries>>,
  state: DashboardState,
  { live }: { live?: boolean } = {},
) {
  const rpc = useRpc();
  const { requests, ids } = useMemo(() => batchFor(widgets, state), [widgets, state]);
  const query = useQuery({
    queryKey: ['query_metrics', requests],
    queryFn: async ({ signal }) => {
      const ask = (part: readonly MetricRequest[]) =>
        rpc(
          'query_metrics',
          { requests: part },
          { stable: JSON.stringify(part).length <= longestAddress, signal },
        ).catch((error: unknown) => {
          const timedOut = error instanceof AtriumError && error.key === 'errors.timeout';
          throw timedOut ? new AtriumError('timeout', tooLong, { cause: error }) : error;
        });
      const parts = Array.from({ length: Math.ceil(requests.length / mostRequests) }, (_, place) =>
        askWhole(requests.slice(place * mostRequests, (place + 1) * mostRequests), ask),
      );
      // Kept with the answer: while the next one is on its way, this is still the former state's.
      return { asked: { ids, state }, answer: Object.assign({}, ...(await Promise.all(parts))) as unknown };
    },
    enabled: requests.length > 0,
    placeholderData: keepPreviousData,
    staleTime: fresh,
    meta: { live: live === false ? 'off' : 'on' },
    // What took too long would take as long again: it is asked for seldom, or when the reader says so.
    refetchInterval: ({ state: { error } }) => live === true && refreshEvery * (tookTooLong(error) ? 10 : 1),
    retry: (tries, error) => tries < 2 && isTransient(error) && !tookTooLong(error),
  });
  const { data } = query;
  /** Why nothing could be had, once that is known. */
  const failure = data || query.isFetching ? null : query.error;
  const results = useMemo<Record<string, WidgetResult>>(
    () => (data ? resultsOf(widgets, data.asked.ids, data.answer, data.asked.state) : {}),
    [data, widgets],
  );
  return { query, results, failure };
}
