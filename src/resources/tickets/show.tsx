import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useMe } from '../../providers/me';
import { DateTimeText, PageSkeleton, PersonById, RecordHeader, useFormats } from '../../ui';
import { LogBar } from '../../ui/activities/LogBar';
import { useCustomerName } from '../../ui/CustomerOf';
import { FilesPanel } from '../../ui/files/FilesPanel';
import { FollowBar } from '../../ui/follow/FollowBar';
import { LockNote } from '../../ui/LockNote';
import { Panel, type SaveFact } from '../../ui/record';
import { RecordActions } from '../../ui/record/RecordActions';
import { problemOfPage, RecordProblem } from '../../ui/record/RecordProblem';
import { RelatedTabs } from '../../ui/related/RelatedTabs';
import { TagBar } from '../../ui/tags/TagBar';
import TimePanel from '../../ui/time/TimePanel';
import { PriorityTag, TicketStatus } from './Cells';
import { Conversation } from './Conversation';
import { isDone } from './options';
import { CustomerPanel, FactsPanel, useDuration } from './Panels';
import { ReplyBox } from './ReplyBox';
import { type TicketRecord, valuesOf } from './record';
import { useFields } from './useFields';
import { useSaveTicket } from './useSaveTicket';
import { useTicket, useTicketOverview } from './useTicket';
import { useTicketActions } from './useTicketActions';

function Loaded({ ticket }: { ticket: TicketRecord }) {
  const { t } = useTranslation();
  const { id, subject, status } = ticket;
  const formats = useFormats();
  const duration = useDuration();
  const { timezone } = useMe().organisation;
  const overview = useTicketOverview(id);
  const may = (action: string) => overview.may('tickets', action);
  const more = useTicketActions(ticket, may);
  const { all } = useFields({ customer: useCustomerName()(ticket), product: ticket.product?.name });
  const { save, dialog } = useSaveTicket(id, all);
  const saveFact: SaveFact = (field, value) =>
    save(ticket, { ...valuesOf(ticket, timezone), [field.name]: value });

  const facts = [
    {
      label: t('tickets.fields.number'),
      value: <span className="at-figure">{formats.number(ticket.number, { useGrouping: false })}</span>,
    },
    {
      label: t('tickets.fields.assignee_id'),
      value: <PersonById id={ticket.assignee_id} name={ticket.assignee?.full_name} size={20} />,
    },
    { label: t('tickets.fields.created_at'), value: <DateTimeText value={ticket.created_at} /> },
    {
      label: t('tickets.age'),
      value: duration(ticket.created_at, isDone(status) ? ticket.solved_at : null),
    },
    {
      label: t('tickets.responseTime'),
      value: ticket.first_response_at
        ? duration(ticket.created_at, ticket.first_response_at)
        : t('tickets.notYet'),
    },
    {
      label: t('tickets.reopenedTimes'),
      value: ticket.reopened_count > 0 ? formats.number(ticket.reopened_count) : null,
    },
  ];

  return (
    <div className="at-record">
      <RecordHeader
        title={subject}
        crumbs={[{ title: t('tickets.title'), to: '/tickets' }]}
        status={
          <>
            <TicketStatus status={status} />
            <PriorityTag priority={ticket.priority} />
          </>
        }
        facts={facts.filter(({ value }) => value)}
        actions={
          <RecordActions resource="tickets" record={ticket} name={subject} more={more} may={overview.may} />
        }
      />
      <TagBar resource="tickets" id={id} mayEdit={may('update')} />
      <LogBar about={{ kind: 'tickets', id }} onPhone />
      <div className="at-ticket-columns">
        <Panel
          title={t('tickets.sections.conversation')}
          extra={<FollowBar about={{ resource: 'tickets', id }} />}
        >
          <Conversation ticket={ticket} />
          {may('update') ? (
            <ReplyBox id={id} status={status} />
          ) : overview.known ? (
            <LockNote>{t('tickets.reply.denied')}</LockNote>
          ) : null}
        </Panel>
        <aside>
          <FactsPanel ticket={ticket} may={may} onSave={saveFact} />
          <CustomerPanel ticket={ticket} />
          <TimePanel of={{ resource: 'tickets', id: ticket.id }} />
          <FilesPanel of={{ resource: 'tickets', id: ticket.id }} />
        </aside>
      </div>
      <RelatedTabs
        kinds={['tasks', 'activities']}
        filters={[{ field: 'ticket_id', operator: 'eq', value: id }]}
        counts={overview.counts}
        record={{ resource: 'tickets', id }}
      />
      {dialog}
    </div>
  );
}

/** One ticket: the conversation, what is known of it, and what can be done. */
export default function TicketShow() {
  const { id = '' } = useParams();
  const { query, record: ticket } = useTicket(id);
  const problem = problemOfPage(query.error, Boolean(ticket));
  if (problem)
    return <RecordProblem resource="tickets" error={problem} onRetry={() => void query.refetch()} />;
  if (!ticket) return <PageSkeleton />;
  return <Loaded key={id} ticket={ticket} />;
}
