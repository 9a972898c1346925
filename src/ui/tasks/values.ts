import { clockIn, dayIn, endOfDay, momentAt } from '../../lib/days';
import type { Values } from '../../lib/merge-changes';

/** What a task may be about, and the column that says so. */
export const subjectColumns = { customers: 'customer_id', deals: 'deal_id', tickets: 'ticket_id' } as const;
export type SubjectKind = keyof typeof subjectColumns;
export const subjectKinds = ['customers', 'deals', 'tickets'] as const;

/** What a row is about: a deal or a ticket rather than its customer, seen by the reader or not. */
export function nearestSubject(
  row: Record<(typeof subjectColumns)[SubjectKind], string | null>,
): { kind: SubjectKind; id: string } | null {
  for (const kind of subjectKinds.toReversed()) {
    const id = row[subjectColumns[kind]];
    if (id) return { kind, id };
  }
  return null;
}

/** What a task is about as one value, as forms have it: `deals/<id>`. */
export const subjectValue = (kind: SubjectKind, id: string): string => `${kind}/${id}`;

/** The kind and the id of what a task is about; null for nothing. */
export function readSubject(value: unknown): { kind: SubjectKind; id: string } | null {
  const [kind, id] = typeof value === 'string' ? value.split('/') : [];
  const known = subjectKinds.find((one) => one === kind);
  return known && id ? { kind: known, id } : null;
}

const lastMinute = '23:59';

/** A moment as forms have it, in a timezone: a day, with a time unless it is the day's end. */
export function dueText(moment: string, timezone: string): string {
  const at = new Date(moment);
  const time = clockIn(timezone, at);
  return time === lastMinute ? dayIn(timezone, at) : `${dayIn(timezone, at)}T${time}`;
}

/** The moment that a form's day, with or without a time, means in a timezone. */
export function readDue(text: string, timezone: string): string {
  const [day = '', time] = text.split('T');
  return time ? momentAt(day, time, timezone) : endOfDay(day, timezone);
}

/** What `save_task` takes of a form: these of its fields. */
export function toPayload(
  values: Values,
  names: readonly string[],
  timezone: string,
): Record<string, unknown> {
  const payload: Record<string, unknown> = {};
  for (const name of names) {
    const value = values[name];
    if (name === 'about') {
      const subject = readSubject(value);
      for (const kind of subjectKinds)
        payload[subjectColumns[kind]] = subject?.kind === kind ? subject.id : null;
    } else if (name === 'due_at')
      payload.due_at = typeof value === 'string' ? readDue(value, timezone) : null;
    else if (name === 'remind_minutes') payload[name] = typeof value === 'string' ? Number(value) : null;
    else payload[name] = value ?? null;
  }
  return payload;
}
