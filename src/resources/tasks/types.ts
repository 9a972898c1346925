import type { Tables } from '../../lib/database.types';
import { type Tag, tagSelect } from '../../ui/tags/tags';
import type { TaskSubjects } from '../../ui/tasks/Subject';

export type Task = Tables<'tasks'>;

/** A row of the list, as `listSelect` asks for it. */
export type TaskLine = Pick<
  Task,
  | 'id'
  | 'number'
  | 'title'
  | 'status'
  | 'priority'
  | 'due_at'
  | 'completed_at'
  | 'created_at'
  | 'assignee_id'
  | 'created_by'
> &
  TaskSubjects & { assignee: { full_name: string } | null; tags?: { tag: Tag }[] };

export const listSelect = `id, number, title, status, priority, due_at, completed_at, created_at, assignee_id, created_by, customer:customers!customer_id(id, name), deal:deals!deal_id(id, name), ticket:tickets!ticket_id(id, subject), assignee:profiles!assignee_id(full_name), ${tagSelect('tasks')}`;
