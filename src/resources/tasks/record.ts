import type { Values } from '../../lib/merge-changes';
import type { Version } from '../../ui/form';
import type { TaskSubjects } from '../../ui/tasks/Subject';
import { dueText, nearestSubject, subjectValue } from '../../ui/tasks/values';
import type { Task } from './types';

const ownColumns = [
  'id',
  'number',
  'title',
  'description',
  'status',
  'priority',
  'due_at',
  'completed_at',
  'repeat_rule',
  'remind_minutes',
  'parent_id',
  'next_id',
  'customer_id',
  'deal_id',
  'ticket_id',
  'assignee_id',
  'created_by',
  'created_at',
  'updated_at',
] as const;

/** A task with what its page shows at once. */
export type TaskRecord = Pick<Task, (typeof ownColumns)[number]> &
  TaskSubjects & {
    assignee: { full_name: string } | null;
    maker: { full_name: string } | null;
    editor: { full_name: string } | null;
  };

/** What one request asks for, in the data provider's words. */
export const recordSelect = [
  ...ownColumns,
  'assignee:profiles!assignee_id(full_name)',
  'maker:profiles!created_by(full_name)',
  'editor:profiles!updated_by(full_name)',
  'customer:customers!customer_id(id,name)',
  'deal:deals!deal_id(id,name)',
  'ticket:tickets!ticket_id(id,subject)',
].join(',');

/** What a task is about as forms have it. */
function aboutOf(record: TaskRecord): string | null {
  const about = nearestSubject(record);
  return about && subjectValue(about.kind, about.id);
}

/** A task's values by field, as forms have them in a timezone. */
export const valuesOf = (record: TaskRecord, timezone: string): Values => ({
  title: record.title,
  description: record.description,
  status: record.status,
  priority: record.priority,
  assignee_id: record.assignee_id,
  due_at: record.due_at && dueText(record.due_at, timezone),
  about: aboutOf(record),
  repeat_rule: record.repeat_rule,
  remind_minutes: record.remind_minutes === null ? null : String(record.remind_minutes),
});

/** The version of a task that a form saves over. */
export const versionOf = (record: TaskRecord, timezone: string): Version => ({
  values: valuesOf(record, timezone),
  versions: { task: record.updated_at },
  who: record.editor?.full_name ?? null,
  when: record.updated_at,
});
