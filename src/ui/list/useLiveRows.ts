import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useCallback, useEffect, useState } from 'react';
import { inPlace } from '../../lib/live-changes';
import { onAskRows } from '../../providers/live/live';

interface Page {
  data: { id?: unknown }[];
}

interface Waiting {
  key: readonly unknown[];
  page: Page;
  /** How many rows are new; 0 when others are gone, or the order is another. */
  fresh: number;
}

const isPage = (value: unknown): value is Page =>
  typeof value === 'object' && value !== null && 'data' in value && Array.isArray(value.data);

/** Whether somebody is in the list, so that what moves would move under their hands. */
function isIn(box: HTMLElement | null): boolean {
  if (!box) return false;
  return (
    document.querySelector('[data-cell-box]') !== null ||
    box.matches(':hover') ||
    box.contains(document.activeElement) ||
    box.scrollTop > 0 ||
    box.getBoundingClientRect().top < 0
  );
}

/** The page as it is now, beside the one that is shown. */
const askAnew = (queries: QueryClient, { queryKey, options }: Query) =>
  queries.fetchQuery({ queryKey: [...queryKey, 'anew'], queryFn: options.queryFn, staleTime: 0, gcTime: 0 });

/**
 * Keeps a list's rows up to date without moving them while somebody is in it: cells change in their places, and what else
 * is new waits until it is asked for. The rows' query says `meta: { live: 'ask' }`.
 * @param of the list's state: another one is another list
 */
export function useLiveRows(resource: string, box: RefObject<HTMLElement | null>, of: unknown) {
  const queries = useQueryClient();
  const [waiting, setWaiting] = useState<(Waiting & { of: unknown }) | null>(null);

  useEffect(
    () =>
      onAskRows(async (isOld) => {
        const query = queries.getQueryCache().findAll({
          type: 'active',
          predicate: ({ queryKey, meta }) =>
            meta?.live === 'ask' && queryKey[2] === resource && isOld(queryKey),
        })[0];
        if (!query) return;
        const { queryKey: key } = query;
        if (!isPage(query.state.data)) {
          await queries.invalidateQueries({ queryKey: key, exact: true });
          return;
        }
        const page = await askAnew(queries, query);
        const shown = query.state.data;
        if (!isPage(page) || !isPage(shown) || !query.isActive()) return;
        const { rows, moved, fresh } = inPlace(shown.data, page.data);
        const waits = moved && isIn(box.current);
        queries.setQueryData(key, waits ? { ...shown, data: rows } : page);
        setWaiting(waits ? { key, page, fresh, of } : null);
      }),
    [queries, resource, box, of],
  );

  const show = useCallback(() => {
    if (waiting) queries.setQueryData(waiting.key, waiting.page);
    setWaiting(null);
  }, [queries, waiting]);
  return { waiting: waiting?.of === of ? waiting : null, show };
}
