import { useDataProvider } from '@refinedev/core';
import { type Query, useQueryClient } from '@tanstack/react-query';
import { toAtriumError } from '../../lib/errors';
import { askRows } from '../../providers/live/live';

interface Row {
  id?: unknown;
}

/** The rows that a list shows, and what it asks of each; undefined where the query is no list's. */
function listOf({ state: { data }, meta }: Query): { rows: Row[]; select: string } | undefined {
  const rows = typeof data === 'object' && data !== null && 'data' in data ? data.data : undefined;
  return Array.isArray(rows) && typeof meta?.select === 'string' ? { rows, select: meta.select } : undefined;
}

/**
 * Brings what shows records of a resource up to date after one of them was changed in its list: rows change where they stand, and
 * the changed one also where the list would no longer have it. One that went out of sight is no longer shown.
 */
export function useRefreshRows(resource: string): (id: string) => Promise<void> {
  const queries = useQueryClient();
  const provider = useDataProvider()();

  const renew = async (query: Query, id: string, before: Row | undefined) => {
    const list = listOf(query);
    const row = list?.rows.find((one) => one.id === id);
    // Another row than before is the newest.
    if (!list || !row || row !== before) return;
    const now = await provider.getOne({ resource, id, meta: { select: list.select } }).then(
      ({ data }): Row[] => [data],
      (error) => (toAtriumError(error).kind === 'gone' ? [] : [row]),
    );
    const shown = listOf(query)?.rows;
    if (shown)
      queries.setQueryData(query.queryKey, {
        ...Object(query.state.data),
        data: shown.flatMap((one) => (one.id === id ? now : [one])),
      });
  };

  return async (id) => {
    const queryKey = ['data', 'default', resource];
    const lists = queries
      .getQueryCache()
      .findAll({ queryKey, type: 'active', predicate: ({ meta }) => meta?.live === 'ask' })
      .map((query) => ({ query, before: listOf(query)?.rows.find((one) => one.id === id) }));
    await queries.invalidateQueries({ queryKey, refetchType: 'none' });
    await Promise.all([
      queries.refetchQueries({ queryKey, type: 'active', predicate: ({ meta }) => meta?.live !== 'ask' }),
      askRows((key) => key[2] === resource),
    ]);
    await Promise.all(lists.map(({ query, before }) => renew(query, id, before)));
  };
}
