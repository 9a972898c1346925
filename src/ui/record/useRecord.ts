import { type BaseRecord, type HttpError, useOne } from '@refinedev/core';
import { useQuery } from '@tanstack/react-query';
import { useRpc } from '../../providers/useRpc';
import type { RelatedKind } from '../related/RelatedTabs';

/** A record with all its parts, by one request. */
export function useRecord<T extends BaseRecord>(resource: string, id: string, select: string) {
  const { query, result } = useOne<T, HttpError>({
    resource,
    id,
    meta: { select },
    // A form waits for what is there now, however fresh the page before it was.
    queryOptions: { refetchOnMount: 'always' },
    errorNotification: false,
  });
  return { query, record: result };
}

interface Overview {
  /** What the reader may do, by resource of the permission matrix. */
  may: Record<string, string[]>;
  /** Left out of what nothing hangs on. */
  counts?: Partial<Record<RelatedKind, number>>;
}

function isOverview(value: unknown): value is Overview {
  return typeof value === 'object' && value !== null && 'may' in value;
}

/**
 * What may be done to a record, and how much hangs on it; nothing until that is known.
 * @param overview the function that tells, such as `deal_overview`
 */
export function useOverview(resource: string, overview: string, id: string) {
  const rpc = useRpc();
  const { data, error, refetch } = useQuery<Overview | null>({
    // Under the resource's own key, so that every change of a record asks anew.
    queryKey: ['data', 'default', resource, 'overview', id],
    queryFn: async ({ signal }) => {
      const found = await rpc(overview, { id }, { stable: true, signal });
      return isOverview(found) ? found : null;
    },
  });
  const may = (part: string, action: string) => data?.may[part]?.includes(action) ?? false;
  return { may, known: data !== undefined, error, refetch, counts: data?.counts };
}
