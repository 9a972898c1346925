import { lazy, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useScope } from '../../providers/me';
import { DateTimeText, PersonById, useFormats } from '../../ui';
import { CustomerLink } from '../../ui/CustomerOf';
import { type Column, ListPage } from '../../ui/list';
import { TagChips } from '../../ui/tags/TagChips';
import { Due, PriorityTag, TicketStatus } from './Cells';
import { TicketMenu } from './TicketMenu';
import type { TicketLine } from './types';
import { useExport } from './useExport';
import { useListSpec } from './useListSpec';
import { useWords } from './useWords';

const TicketCell = lazy(() => import('./Cell'));

const hrefOf = ({ id }: { id: string }) => `/tickets/${id}`;
const none = <span className="at-none">–</span>;

function Card({ row }: { row: TicketLine }) {
  return (
    <div className="at-card-body">
      <Link to={hrefOf(row)} className="at-card-title" data-row-link>
        <bdi>{row.subject}</bdi>
      </Link>
      <div className="at-card-line">
        <TicketStatus status={row.status} />
        <PriorityTag priority={row.priority} />
        <Due ticket={row} />
      </div>
      <div className="at-card-line">
        {row.customer ? <bdi>{row.customer.name}</bdi> : null}
        <PersonById id={row.assignee_id} name={row.assignee?.full_name} size={20} />
        <TagChips tags={row.tags} />
      </div>
    </div>
  );
}

/** The tickets: what customers ask for, where it waits, how much it presses, and who is on it. */
export default function TicketList() {
  const { t } = useTranslation();
  const formats = useFormats();
  const spec = useListSpec();
  const exported = useExport();
  const { word } = useWords();
  const mayCreate = useScope('tickets', 'create') !== null;

  const columns = useMemo<Column<TicketLine>[]>(() => {
    const title = (field: string) => t(`tickets.fields.${field}`);
    return [
      {
        key: 'number',
        title: title('number'),
        sort: 'number',
        width: 64,
        render: (row) => (
          <span className="at-figure">{formats.number(row.number, { useGrouping: false })}</span>
        ),
      },
      {
        key: 'subject',
        field: 'subject',
        title: title('subject'),
        sort: 'subject',
        width: 200,
        always: true,
        render: (row) => (
          <span className="at-cell-name">
            <Link to={hrefOf(row)} data-row-link title={row.subject}>
              <bdi>{row.subject}</bdi>
            </Link>
          </span>
        ),
      },
      {
        key: 'customer',
        field: 'customer_id',
        title: title('customer_id'),
        sort: 'customer.name',
        width: 120,
        render: (row) => <CustomerLink customer={row.customer} className="at-ticket-customer" />,
      },
      {
        key: 'status',
        title: title('status'),
        width: 90,
        render: (row) => <TicketStatus status={row.status} />,
      },
      {
        key: 'priority',
        field: 'priority',
        title: title('priority'),
        sort: 'priority_rank',
        width: 90,
        render: (row) => <PriorityTag priority={row.priority} />,
      },
      {
        key: 'due',
        field: 'due_at',
        title: title('due_at'),
        sort: 'due_at',
        width: 96,
        render: (row) => <Due ticket={row} />,
      },
      {
        key: 'assignee',
        field: 'assignee_id',
        action: 'assign',
        title: title('assignee_id'),
        sort: 'assignee.full_name',
        width: 130,
        render: (row) => <PersonById id={row.assignee_id} name={row.assignee?.full_name} />,
      },
      {
        key: 'queue',
        title: title('queue_id'),
        sort: 'queue.name',
        render: (row) => (row.queue ? <bdi>{row.queue.name}</bdi> : none),
      },
      {
        key: 'updated',
        title: title('updated_at'),
        sort: 'updated_at',
        render: (row) => <DateTimeText value={row.updated_at} />,
      },
      {
        key: 'tags',
        title: t('tags.title'),
        width: 120,
        render: (row) => <TagChips tags={row.tags} />,
      },
      {
        key: 'created',
        title: title('created_at'),
        sort: 'created_at',
        more: true,
        render: (row) => <DateTimeText value={row.created_at} />,
      },
      {
        key: 'channel',
        field: 'channel',
        title: title('channel'),
        more: true,
        render: (row) => word('channels', row.channel),
      },
      {
        key: 'category',
        field: 'category',
        title: title('category'),
        more: true,
        render: (row) => word('categories', row.category) || none,
      },
    ];
  }, [t, formats, word]);

  return (
    <ListPage<TicketLine>
      spec={spec}
      title={t('tickets.title')}
      searchHint={t('tickets.searchHint')}
      columns={columns}
      card={(row) => <Card row={row} />}
      hrefOf={hrefOf}
      actions={(row) => <TicketMenu ticket={row} />}
      create={mayCreate ? { to: '/tickets/create', label: t('tickets.create') } : undefined}
      exported={exported}
      bulk
      cell={TicketCell}
      empty={{ title: t('tickets.empty'), hint: t('tickets.emptyHint') }}
    />
  );
}
