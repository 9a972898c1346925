import type { Tables } from '../../lib/database.types';
import { dayIn, endOfDay } from '../../lib/days';
import type { Values } from '../../lib/merge-changes';
import type { Version } from '../../ui/form';
import type { Ticket } from './types';

const ownColumns = [
  'id',
  'number',
  'subject',
  'status',
  'priority',
  'channel',
  'category',
  'queue_id',
  'assignee_id',
  'customer_id',
  'contact_id',
  'product_id',
  'due_at',
  'first_response_at',
  'solved_at',
  'reopened_count',
  'created_by',
  'created_at',
  'updated_at',
] as const;

interface Named {
  id: string;
  full_name: string;
}

/** What somebody wrote in a ticket. */
export type Message = Pick<Tables<'ticket_messages'>, 'id' | 'kind' | 'direction' | 'body' | 'sent_at'> & {
  author: Named | null;
  contact: Named | null;
};

/** What happened to a ticket beside what was written. */
export type TicketEvent = Pick<
  Tables<'ticket_events'>,
  'id' | 'kind' | 'from_value' | 'to_value' | 'happened_at'
> & { by: Named | null };

/** A ticket with what its page shows at once. */
export type TicketRecord = Pick<Ticket, (typeof ownColumns)[number]> & {
  assignee: { full_name: string } | null;
  editor: { full_name: string } | null;
  maker: { full_name: string } | null;
  queue: { name: string } | null;
  product: { name: string } | null;
  customer:
    | (Pick<Tables<'customers'>, 'id' | 'name' | 'kind' | 'tier' | 'lifecycle_stage' | 'country' | 'city'> & {
        details: Pick<Tables<'customer_contact_details'>, 'email' | 'phone'> | null;
      })
    | null;
  contact:
    | (Named & {
        job_title: string | null;
        details: Pick<Tables<'contact_details'>, 'email' | 'phone' | 'mobile'> | null;
      })
    | null;
  messages: Message[];
  events: TicketEvent[];
};

/** What one request asks for, in the data provider's words. */
export const recordSelect = [
  ...ownColumns,
  'assignee:profiles!assignee_id(full_name)',
  'editor:profiles!updated_by(full_name)',
  'maker:profiles!created_by(full_name)',
  'queue:ticket_queues!queue_id(name)',
  'product:products!product_id(name)',
  'customer:customers!customer_id(id,name,kind,tier,lifecycle_stage,country,city,details:customer_contact_details(email,phone))',
  'contact:contacts!contact_id(id,full_name,job_title,details:contact_details(email,phone,mobile))',
  'messages:ticket_messages(id,kind,direction,body,sent_at,author:profiles!author_id(id,full_name),contact:contacts!contact_id(id,full_name))',
  'events:ticket_events(id,kind,from_value,to_value,happened_at,by:profiles!changed_by(id,full_name))',
].join(',');

/** A ticket's values by field, what it is due on as a calendar day in a timezone. */
export const valuesOf = (record: TicketRecord, timezone: string): Values => ({
  ...record,
  due_at: record.due_at && dayIn(timezone, new Date(record.due_at)),
});

/** The version of a ticket that a form saves over. */
export const versionOf = (record: TicketRecord, timezone: string): Version => ({
  values: valuesOf(record, timezone),
  versions: { ticket: record.updated_at },
  who: record.editor?.full_name ?? null,
  when: record.updated_at,
});

/** What `save_ticket` takes of a form: the fields that changed. */
export function toPayload(
  values: Values,
  changed: readonly string[],
  timezone: string,
): Record<string, unknown> {
  const fields = changed.map((name) => {
    const value = values[name];
    return [name, name === 'due_at' && typeof value === 'string' ? endOfDay(value, timezone) : value];
  });
  return Object.fromEntries(fields);
}

export type Entry =
  | { at: string; key: string; message: Message; event?: undefined }
  | { at: string; key: string; event: TicketEvent; message?: undefined };

/** Messages and events in the order in which they came; of one moment, what was written first. */
export function entriesOf({ messages, events }: Pick<TicketRecord, 'messages' | 'events'>): Entry[] {
  const entries: Entry[] = [
    ...messages.map((message) => ({ at: message.sent_at, key: message.id, message })),
    ...events.map((event) => ({ at: event.happened_at, key: event.id, event })),
  ];
  return entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
