import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../providers/me';
import { loadQueues } from '../../ui/choices';
import { useOverview, useRecord } from '../../ui/record/useRecord';
import { recordSelect, type TicketRecord } from './record';

/** A ticket with its conversation, by one request. */
export const useTicket = (id: string) => useRecord<TicketRecord>('tickets', id, recordSelect);

/** What may be done to a ticket, and how much hangs on it; nothing until that is known. */
export const useTicketOverview = (id: string) => useOverview('tickets', 'ticket_overview', id);

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
