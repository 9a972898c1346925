import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useRpc } from '../../providers/useRpc';
import { type AuditLine, type AuditNames, type AuditPage, readPage } from './lines';

/**
 * Lines of the audit log, page after page by key: those that come meanwhile neither double nor hide others.
 * @param name the function that gives them
 * @param payload what is asked for
 */
export function useAuditPages(name: 'list_audit' | 'record_history', payload: Record<string, unknown>) {
  const rpc = useRpc();
  const query = useInfiniteQuery({
    queryKey: ['audit', name, payload],
    queryFn: async ({ pageParam, signal }): Promise<AuditPage> =>
      readPage(await rpc(name, { payload: { ...payload, before: pageParam } }, { signal })),
    initialPageParam: null as AuditPage['next'],
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  const pages = query.data?.pages;
  const lines = useMemo<AuditLine[]>(() => pages?.flatMap((page) => page.lines) ?? [], [pages]);
  const names = useMemo<AuditNames>(
    () => Object.assign({}, ...(pages ?? []).map((page) => page.names)),
    [pages],
  );
  return { query, lines, names };
}
