import { useMayTouch } from '../../ui';
import { RecordMenu } from '../../ui/record/RecordMenu';
import type { TicketLine } from './types';
import { useTicketActions } from './useTicketActions';

/** What can be done to a ticket from the list. */
export function TicketMenu({ ticket }: { ticket: TicketLine }) {
  const may = useMayTouch();
  const more = useTicketActions(ticket, (action) => may('tickets', action, ticket));
  return <RecordMenu resource="tickets" record={ticket} name={ticket.subject} more={more} />;
}
