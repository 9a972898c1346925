import type { Tables } from '../../lib/database.types';
import { type Tag, tagSelect } from '../../ui/tags/tags';

export type Ticket = Tables<'tickets'>;

/** A row of the list, as `listSelect` asks for it. */
export type TicketLine = Pick<
  Ticket,
  | 'id'
  | 'number'
  | 'subject'
  | 'status'
  | 'priority'
  | 'channel'
  | 'category'
  | 'due_at'
  | 'created_at'
  | 'updated_at'
  | 'assignee_id'
  | 'created_by'
> & {
  customer: { id: string; name: string } | null;
  queue: { name: string } | null;
  assignee: { full_name: string } | null;
  tags?: { tag: Tag }[];
};

export const listSelect = `id, number, subject, status, priority, channel, category, due_at, created_at, updated_at, assignee_id, created_by, customer:customers!customer_id(id, name), queue:ticket_queues!queue_id(name), assignee:profiles!assignee_id(full_name), ${tagSelect('tickets')}`;
