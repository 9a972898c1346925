import type { CrudFilter } from '@refinedev/core';
import { useTranslation } from 'react-i18next';
import type { Tables } from '../../lib/database.types';
import { DateTimeText } from '../DateTimeText';
import type { Column } from '../list/types';
import { PersonById } from '../PersonById';
import { NameCell, StatusCell, useHref } from './cells';
import { RelatedList } from './RelatedList';
import { ticketTones } from './statuses';

type Ticket = Pick<
  Tables<'tickets'>,
  'id' | 'number' | 'subject' | 'status' | 'priority' | 'created_at' | 'assignee_id'
> & { assignee: { full_name: string } | null };

/** The tickets that a filter gives, the latest first. */
export default function TicketsOf({ filters }: { filters: CrudFilter[] }) {
  const { t } = useTranslation();
  const hrefOf = useHref('tickets');
  const columns: Column<Ticket>[] = [
    {
      key: 'subject',
      title: t('related.tickets.subject'),
      width: 200,
      render: (ticket) => <NameCell name={ticket.subject} href={hrefOf(ticket)} />,
    },
    {
      key: 'status',
      title: t('related.status'),
      render: ({ status }) => <StatusCell list="ticketStatuses" value={status} tones={ticketTones} />,
    },
    {
      key: 'priority',
      title: t('related.priority'),
      width: 90,
      render: ({ priority }) => t(`related.priorities.${priority}`, { defaultValue: priority }),
    },
    {
      key: 'assignee',
      title: t('related.assignee'),
      render: ({ assignee_id, assignee }) => <PersonById id={assignee_id} name={assignee?.full_name} />,
    },
    {
      key: 'created',
      title: t('related.created'),
      render: ({ created_at }) => <DateTimeText value={created_at} />,
    },
  ];
  return (
    <RelatedList<Ticket>
      resource="tickets"
      select="id,number,subject,status,priority,created_at,assignee_id,assignee:profiles!assignee_id(full_name)"
      filters={filters}
      sort="-created_at"
      label={t('related.tickets.title')}
      columns={columns}
      hrefOf={hrefOf}
      empty={{ title: t('related.tickets.empty'), hint: t('related.tickets.emptyHint') }}
    />
  );
}
