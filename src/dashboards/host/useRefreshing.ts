import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { refreshEvery } from '../useDashboardData';

const kept = 'atrium.dashboards.paused';
/** Figures that are older than this are not what a living dashboard shows. */
const old = 2.5 * refreshEvery;
/** Between two refreshes by hand there is at least so much time. */
const breath = 3_000;

function wasPaused(): boolean {
  try {
    return localStorage.getItem(kept) === '1';
  } catch {
    return false;
  }
}

/** The time, told anew every so often. */
function useNow(every: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}

/** Whether a dashboard keeps itself up to date, as the reader switched it, on every dashboard alike. */
export function usePaused() {
  const [paused, setPaused] = useState(wasPaused);
  return {
    paused,
    setPaused: (value: boolean) => {
      setPaused(value);
      try {
        if (value) localStorage.setItem(kept, '1');
        else localStorage.removeItem(kept);
      } catch {
        // A browser that keeps nothing goes on as long as the page is open.
      }
    },
  };
}

/** How old the figures are that are shown, and how to have newer ones. */
export function useRefreshing(
  query: Pick<
    UseQueryResult,
    'dataUpdatedAt' | 'isFetching' | 'isRefetchError' | 'refetch' | 'isPlaceholderData'
  >,
  paused: boolean,
) {
  const now = useNow(refreshEvery / 2);
  const { dataUpdatedAt: at } = query;
  return {
    at: at > 0 && !query.isPlaceholderData ? new Date(at) : null,
    stale: at > 0 && (query.isRefetchError || paused || now - at > old),
    busy: query.isFetching,
    refresh: () => {
      if (!query.isFetching && Date.now() - at > breath) void query.refetch();
    },
  };
}

export type Refreshing = ReturnType<typeof useRefreshing>;
