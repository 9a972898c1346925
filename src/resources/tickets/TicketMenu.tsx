import { useMayTouch } from '../../ui';
import { MenuOnDemand } from '../../ui/MenuOnDemand';
import { OpenRecordMenu } from '../../ui/record/RecordMenu';
import type { TicketLine } from './types';
import { useTicketActions } from './useTicketActions';

function OpenMenu({ ticket }: { ticket: TicketLine }) {
  const may = useMayTouch();
  const more = useTicketActions(ticket, (action) => may('tickets', action, ticket));
  return <OpenRecordMenu resource="tickets" record={ticket} name={ticket.subject} more={more} />;
}

/** What can be done to a ticket from the list. */
export function TicketMenu({ ticket }: { ticket: TicketLine }) {
  const may = useMayTouch();
  if (!['assign', 'update', 'delete'].some((action) => may('tickets', action, ticket))) return null;
  return <MenuOnDemand name={ticket.subject} menu={() => <OpenMenu ticket={ticket} />} />;
}
