import { useInvalidate } from '@refinedev/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { currentTime } from '../../lib/clock';
import { useMe, useScope } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { EmailLink, Phone, useFormats } from '../../ui';
import { useCustomerName } from '../../ui/CustomerOf';
import type { FieldDef } from '../../ui/form';
import { EditableFact, Panel, type SaveFact } from '../../ui/record';
import { Due, PriorityTag } from './Cells';
import { type TicketRecord, valuesOf } from './record';
import { useFields } from './useFields';
import { useQueues } from './useTicket';

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
] as const;

/** How long it is from one moment to another, in its largest unit: "3 hours". */
export function useDuration(): (from: string, to?: string | null) => string {
  const formats = useFormats();
  return (from, to) => {
    const length = Math.max(0, (to ? Date.parse(to) : currentTime().getTime()) - Date.parse(from));
    const [unit, size] = units.find(([, least]) => length >= least) ?? (['minute', 60_000] as const);
    return formats.number(Math.floor(length / size), { style: 'unit', unit, unitDisplay: 'long' });
  };
}

/** A ticket's facts, each to be changed in its place by who may. */
export function FactsPanel({
  ticket,
  may,
  onSave,
}: {
  ticket: TicketRecord;
  may: (action: string) => boolean;
  onSave: SaveFact;
}) {
  const { t } = useTranslation();
  const rpc = useRpc();
  const invalidate = useInvalidate();
  const { timezone } = useMe().organisation;
  const queues = useQueues();
  const fields = useFields({ customer: ticket.customer?.name, product: ticket.product?.name });
  const values = valuesOf(ticket, timezone);
  const save = may('update') ? onSave : undefined;
  const queue: FieldDef = {
    name: 'queue_id',
    part: 'queue',
    label: t('tickets.fields.queue_id'),
    type: 'select',
    required: true,
    options: queues,
  };
  const move: SaveFact = async (_, value) => {
    await rpc('move_ticket', { ticket: ticket.id, queue: value });
    await invalidate({ resource: 'tickets', invalidates: ['resourceAll'] });
  };
  return (
    <Panel title={t('tickets.sections.facts')}>
      <dl className="at-facts">
        <EditableFact field={fields.priority} value={ticket.priority} onSave={save}>
          <PriorityTag priority={ticket.priority} />
        </EditableFact>
        <EditableFact field={queue} value={ticket.queue_id} onSave={may('assign') ? move : undefined}>
          {ticket.queue ? <bdi>{ticket.queue.name}</bdi> : <span className="at-none">–</span>}
        </EditableFact>
        <EditableFact field={{ ...fields.due, hint: undefined }} value={values.due_at} onSave={save}>
          <Due ticket={ticket} />
        </EditableFact>
        <EditableFact field={fields.category} value={ticket.category} onSave={save} />
        <EditableFact field={fields.channel} value={ticket.channel} onSave={save} />
        <EditableFact field={fields.product} value={ticket.product_id} onSave={save} />
      </dl>
    </Panel>
  );
}

/** Who asks: the customer and the contact, and how to reach them for who may know. */
export function CustomerPanel({ ticket }: { ticket: TicketRecord }) {
  const { t } = useTranslation();
  const nameOf = useCustomerName();
  const { customer, contact } = ticket;
  const mayReach = useScope('customers.contact_details', 'read') !== null;
  if (!customer)
    return (
      <Panel title={t('tickets.sections.customer')}>
        <p className="at-none">{nameOf(ticket) ?? t('tickets.noCustomer')}</p>
      </Panel>
    );
  const email = contact?.details?.email ?? customer.details?.email;
  const phone = contact?.details?.mobile ?? contact?.details?.phone ?? customer.details?.phone;
  const facts = [
    {
      label: t('tickets.fields.customer_id'),
      value: (
        <Link to={`/customers/${customer.id}`}>
          <bdi>{customer.name}</bdi>
        </Link>
      ),
    },
    {
      label: t('tickets.fields.contact_id'),
      value: contact && (
        <bdi>
          {contact.full_name}
          {contact.job_title ? ` · ${contact.job_title}` : null}
        </bdi>
      ),
    },
    { label: t('customers.fields.email'), value: email && <EmailLink value={email} /> },
    {
      label: t('customers.fields.phone'),
      value: phone && <Phone value={phone} country={customer.country} />,
    },
    {
      label: t('customers.fields.lifecycle_stage'),
      value: t(`customers.stages.${customer.lifecycle_stage}`, { defaultValue: customer.lifecycle_stage }),
    },
    {
      label: t('customers.fields.tier'),
      value: customer.tier && t(`customers.tiers.${customer.tier}`, { defaultValue: customer.tier }),
    },
  ];
  return (
    <Panel title={t('tickets.sections.customer')}>
      <dl className="at-facts">
        {facts
          .filter(({ value }) => value)
          .map(({ label, value }) => (
            <div className="at-fact" key={label}>
              <dt>{label}</dt>
              <dd>
                <span className="at-fact-value">{value}</span>
              </dd>
            </div>
          ))}
      </dl>
      {mayReach ? null : <p className="at-none">{t('tickets.customerHidden')}</p>}
    </Panel>
  );
}
