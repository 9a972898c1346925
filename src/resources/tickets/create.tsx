import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Values } from '../../lib/merge-changes';
import { useMe, useScope } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { PageHeader, PageSkeleton } from '../../ui';
import { nameCustomers } from '../../ui/customers';
import type { FieldDef, FormSection } from '../../ui/form';
import type { FilterOption } from '../../ui/list';
import { loadPeople } from '../../ui/people';
import { CreateForm } from '../../ui/record/CreateForm';
import { toPayload } from './record';
import { useFields } from './useFields';
import { useQueues } from './useTicket';

const noteLength = 100_000;

/** The fields that only a new ticket has: where it goes, and what it is about. */
function useFirstFields() {
  const { t } = useTranslation();
  const { client, profile } = useMe();
  const queues = useQueues();
  const mayAssign = useScope('tickets', 'assign') !== null;
  return useMemo(() => {
    const queue: FieldDef = {
      name: 'queue_id',
      part: 'ticket',
      label: t('tickets.fields.queue_id'),
      type: 'select',
      options: queues,
    };
    const assignee: FieldDef = {
      name: 'assignee_id',
      part: 'ticket',
      label: t('tickets.fields.assignee_id'),
      type: 'person',
      find: () => loadPeople(client, { active: true }),
      labelOf: (id) => (id === profile.id ? profile.fullName : undefined),
    };
    const note: FieldDef = {
      name: 'note',
      part: 'note',
      label: t('tickets.fields.note'),
      type: 'multiline',
      max: noteLength,
      wide: true,
      hint: t('tickets.noteHint'),
    };
    return { places: mayAssign ? [queue, assignee] : [queue], note };
  }, [t, client, profile.id, profile.fullName, queues, mayAssign]);
}

function TicketForm({ customer }: { customer: FilterOption | null }) {
  const { t } = useTranslation();
  const { timezone } = useMe().organisation;
  const rpc = useRpc();
  const fields = useFields({ customer: customer?.label });
  const { places, note } = useFirstFields();
  const [initial] = useState<Values>({
    customer_id: customer?.value ?? null,
    priority: 'normal',
    channel: 'phone',
  });

  const sections = useMemo<FormSection[]>(
    () => [
      {
        key: 'basics',
        title: t('tickets.sections.basics'),
        fields: [fields.subject, fields.customer, fields.contact, note],
      },
      {
        key: 'facts',
        title: t('tickets.sections.facts'),
        fields: [fields.priority, fields.channel, fields.category, fields.product, fields.due, ...places],
      },
    ],
    [t, fields, note, places],
  );

  const write = (id: string, values: Values) => {
    const given = sections
      .flatMap((section) => section.fields)
      .map(({ name }) => name)
      .filter((name) => name !== 'note' && values[name] !== null && values[name] !== undefined);
    return rpc('save_ticket', {
      payload: { id, new: true, ticket: toPayload(values, given, timezone), note: values.note ?? null },
    });
  };

  return <CreateForm resource="tickets" sections={sections} initial={initial} write={write} />;
}

/** A new ticket, as somebody calls or stands there. `?customer=` says whose. */
export default function TicketCreate() {
  const { t } = useTranslation();
  const { client } = useMe();
  const [params] = useSearchParams();
  const asked = params.get('customer');
  const { data, isError } = useQuery({
    queryKey: ['data', 'default', 'customers', 'name', asked],
    queryFn: async () => (asked ? ((await nameCustomers(client, [asked]))[0] ?? null) : null),
    enabled: asked !== null,
  });
  const customer = asked === null || isError ? null : data;
  return (
    <>
      <PageHeader title={t('tickets.create')} crumbs={[{ title: t('tickets.title'), to: '/tickets' }]} />
      {customer === undefined ? <PageSkeleton /> : <TicketForm customer={customer} />}
    </>
  );
}
