import { App } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useMe } from '../../providers/me';
import { DeniedState, ErrorState, PageHeader, PageSkeleton } from '../../ui';
import { RecordForm } from '../../ui/form';
import { type TicketRecord, valuesOf } from './record';
import { useFields } from './useFields';
import { useSaveTicket } from './useSaveTicket';
import { useTicket, useTicketOverview } from './useTicket';

function EditForm({ ticket }: { ticket: TicketRecord }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { timezone } = useMe().organisation;
  const navigate = useNavigate();
  // What the form was loaded with: a refetch meanwhile is somebody else's version.
  const loaded = useRef(ticket).current;
  const fields = useFields({ customer: loaded.customer?.name, product: loaded.product?.name });
  const { save, dialog } = useSaveTicket(loaded.id, fields.all);
  const back = `/tickets/${loaded.id}`;
  const sections = [
    {
      key: 'basics',
      title: t('tickets.sections.basics'),
      fields: [fields.subject, fields.customer, fields.contact],
    },
    {
      key: 'facts',
      title: t('tickets.sections.facts'),
      fields: [fields.priority, fields.channel, fields.category, fields.product, fields.due],
    },
  ];
  return (
    <>
      <RecordForm
        sections={sections}
        initial={valuesOf(loaded, timezone)}
        onSave={async (values) => {
          await save(loaded, { ...valuesOf(loaded, timezone), ...values });
          void message.success(t('form.saved'));
        }}
        onSaved={() => void navigate(back)}
        onCancel={() => void navigate(back)}
        submit={t('actions.save')}
      />
      {dialog}
    </>
  );
}

/** Changes a ticket. */
export default function TicketEdit() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { query, ticket } = useTicket(id);
  const { may, known, error, refetch } = useTicketOverview(id);
  const problem = ticket ? error : query.error;
  const retry = () => void Promise.all([query.refetch(), refetch()]);
  if (problem)
    return (
      <>
        <ErrorState error={problem} onRetry={retry} />
        <p className="at-center">
          <Link to="/tickets">{t('form.toList', { list: t('tickets.title') })}</Link>
        </p>
      </>
    );
  if (!ticket || !known || !query.isFetchedAfterMount) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title={t('form.editTitle', { name: ticket.subject })}
        crumbs={[
          { title: t('tickets.title'), to: '/tickets' },
          { title: ticket.subject, to: `/tickets/${id}` },
        ]}
      />
      {may('tickets', 'update') ? <EditForm key={id} ticket={ticket} /> : <DeniedState />}
    </>
  );
}
