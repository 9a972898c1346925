import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { Worklist } from '../../ui/Worklist';
import { Due, PriorityTag, TicketStatus } from './Cells';
import { statusIs } from './conditions';
import { unsolved } from './options';
import type { Ticket } from './types';

type Line = Pick<Ticket, 'id' | 'number' | 'subject' | 'status' | 'priority' | 'due_at'> & {
  customer: { name: string } | null;
};

/** The reader's unsolved tickets, the first to fall due first. */
export default function TicketWork() {
  const { t } = useTranslation();
  const { profile } = useMe();
  return (
    <Worklist<Line>
      title={t('tickets.work.title')}
      empty={t('tickets.work.empty')}
      href={`/tickets?mine=1&status=${unsolved}&sort=due_at`}
      resource="tickets"
      select="id, number, subject, status, priority, due_at, customer:customers!customer_id(name)"
      filters={[{ field: 'assignee_id', operator: 'eq', value: profile.id }, ...statusIs([unsolved])]}
      sorters={[{ field: 'due_at', order: 'asc' }]}
      line={(ticket) => ({
        href: `/tickets/${ticket.id}`,
        name: ticket.subject,
        end: <Due ticket={ticket} />,
        detail: (
          <>
            <TicketStatus status={ticket.status} />
            <PriorityTag priority={ticket.priority} />
            <bdi>{ticket.customer?.name}</bdi>
          </>
        ),
      })}
    />
  );
}
