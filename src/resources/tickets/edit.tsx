import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useMe } from '../../providers/me';
import { PageSkeleton } from '../../ui';
import { useCustomerName } from '../../ui/CustomerOf';
import { EditForm, EditPage } from '../../ui/record/EditPage';
import { RecordProblem } from '../../ui/record/RecordProblem';
import { type TicketRecord, valuesOf } from './record';
import { useFields } from './useFields';
import { useSaveTicket } from './useSaveTicket';
import { useTicket, useTicketOverview } from './useTicket';

function TicketForm({ ticket, mayUpdate }: { ticket: TicketRecord; mayUpdate: boolean }) {
  const { t } = useTranslation();
  const { timezone } = useMe().organisation;
  // What the form was loaded with: a refetch meanwhile is somebody else's version.
  const loaded = useRef(ticket).current;
  const fields = useFields({ customer: useCustomerName()(loaded), product: loaded.product?.name });
  const { save, dialog } = useSaveTicket(loaded.id, fields.all);
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
    <EditForm
      resource="tickets"
      id={loaded.id}
      sections={mayUpdate ? sections : []}
      initial={valuesOf(loaded, timezone)}
      onSave={(values) => save(loaded, values)}
      dialog={dialog}
    />
  );
}

/** Changes a ticket. */
export default function TicketEdit() {
  const { id = '' } = useParams();
  const { query, record: ticket } = useTicket(id);
  const { may, known, error, refetch } = useTicketOverview(id);
  // A refresh that fails later on must not take the form away with what was typed.
  const problem = ticket && known ? null : (query.error ?? error);
  const retry = () => void Promise.all([query.refetch(), refetch()]);
  if (problem) return <RecordProblem resource="tickets" error={problem} onRetry={retry} />;
  if (!ticket || !known || !query.isFetchedAfterMount) return <PageSkeleton />;
  return (
    <EditPage resource="tickets" id={id} name={ticket.subject}>
      <TicketForm key={id} ticket={ticket} mayUpdate={may('tickets', 'update')} />
    </EditPage>
  );
}
