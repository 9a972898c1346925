import { type HttpError, useOne } from '@refinedev/core';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import type { RelatedKind } from '../../ui/related/RelatedTabs';
import { loadQueues } from './lookups';
import { recordSelect, type TicketRecord } from './record';

/** A ticket with its conversation, by one request. */
export function useTicket(id: string) {
  const { query, result } = useOne<TicketRecord, HttpError>({
    resource: 'tickets',
    id,
    meta: { select: recordSelect },
    errorNotification: false,
  });
  return { query, ticket: result };
}

interface Overview {
  may: Record<string, string[]>;
  counts: Partial<Record<RelatedKind, number>>;
}

function isOverview(value: unknown): value is Overview {
  return typeof value === 'object' && value !== null && 'may' in value && 'counts' in value;
}

/** What may be done to a ticket, and how much hangs on it; nothing until that is known. */
export function useTicketOverview(id: string) {
  const rpc = useRpc();
  const { data, error, refetch } = useQuery<Overview | null>({
    // Under the resource's own key, so that every change of a ticket asks anew.
    queryKey: ['data', 'default', 'tickets', 'overview', id],
    queryFn: async ({ signal }) => {
      const found = await rpc('ticket_overview', { id }, { stable: true, signal });
      return isOverview(found) ? found : null;
    },
  });
  const may = (resource: string, action: string) => data?.may[resource]?.includes(action) ?? false;
  return { may, known: data !== undefined, error, refetch, counts: data?.counts };
}

/** The queues, asked once; empty until they are here. */
export function useQueues() {
  const { client } = useMe();
  const { data } = useQuery({
    queryKey: ['data', 'default', 'ticket_queues', 'options'],
    queryFn: () => loadQueues(client),
    staleTime: 300_000,
  });
  return data ?? [];
}
