import { type HttpError, useOne } from '@refinedev/core';
import { useQuery } from '@tanstack/react-query';
import { useRpc } from '../../providers/useRpc';
import type { RelatedKind } from '../../ui/related/RelatedTabs';
import { type DealRecord, recordSelect } from './record';

/** A deal with all its parts, by one request. */
export function useDeal(id: string) {
  const { query, result } = useOne<DealRecord, HttpError>({
    resource: 'deals',
    id,
    meta: { select: recordSelect },
    errorNotification: false,
  });
  return { query, deal: result };
}

export interface Overview {
  /** What the reader may do, by resource of the permission matrix. */
  may: Record<string, string[]>;
  counts: Partial<Record<RelatedKind, number>>;
}

function isOverview(value: unknown): value is Overview {
  return typeof value === 'object' && value !== null && 'may' in value && 'counts' in value;
}

/** What may be done to a deal, and how much hangs on it; nothing until that is known. */
export function useOverview(id: string) {
  const rpc = useRpc();
  const { data, error, refetch } = useQuery<Overview | null>({
    // Under the resource's own key, so that every change of a deal asks anew.
    queryKey: ['data', 'default', 'deals', 'overview', id],
    queryFn: async ({ signal }) => {
      const found = await rpc('deal_overview', { id }, { stable: true, signal });
      return isOverview(found) ? found : null;
    },
  });
  const may = (resource: string, action: string) => data?.may[resource]?.includes(action) ?? false;
  return { may, known: data !== undefined, error, refetch, counts: data?.counts };
}
