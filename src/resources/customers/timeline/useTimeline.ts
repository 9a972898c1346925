import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useRpc } from '../../../providers/useRpc';
import type { AuditNames } from '../../../ui/audit/lines';
import { askedKinds, type Entry, pinnable, readPage, type TimelineKind, type TimelinePage } from './entries';

const base = ['data', 'default', 'customers', 'timeline'] as const;

/** A customer's timeline, page after page by key; without kinds all of it. */
export function useTimeline(id: string, kinds: readonly TimelineKind[]) {
  const rpc = useRpc();
  const query = useInfiniteQuery({
    queryKey: [...base, id, kinds],
    queryFn: async ({ pageParam: before, signal }): Promise<TimelinePage> =>
      readPage(
        await rpc(
          'customer_timeline',
          { request: { id, before, ...(kinds.length > 0 ? { kinds: askedKinds(kinds) } : {}) } },
          { stable: true, signal },
        ),
      ),
    initialPageParam: null as TimelinePage['next'],
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  const pages = query.data?.pages;
  const entries = useMemo<Entry[]>(() => pages?.flatMap((page) => page.entries) ?? [], [pages]);
  const names = useMemo<AuditNames>(
    () => Object.assign({}, ...(pages ?? []).map((page) => page.names)),
    [pages],
  );
  return { query, entries, names, pinned: pages?.[0]?.pinned ?? [] };
}

/** Keeps an entry on top of a customer's timeline, or no longer. Rejects with an AtriumError. */
export function usePin(customer: string): (entry: Entry, pinned: boolean) => Promise<void> {
  const rpc = useRpc();
  const queries = useQueryClient();
  return async (entry, pinned) => {
    await rpc('pin_entry', { payload: { customer, kind: pinnable(entry), id: entry.id, pinned } });
    await queries.invalidateQueries({ queryKey: [...base, customer] });
  };
}
