import type { CrudFilter } from '@refinedev/core';
import { addDays, dayIn, startOfDay } from '../../lib/days';
import { noValue } from '../../lib/list-state';
import { isOpen, statuses } from '../../ui/tasks/options';

/** The filter's word for every status in which there is still something to do. */
export const stillOpen = 'open';

/** The filter's words for when tasks are due, as the reader's calendar has it; their texts are `tasks.dues.<word>`. */
export const dues = ['overdue', 'today', 'week', 'later'] as const;
type DueWord = (typeof dues)[number];

/** A stretch of time in which tasks are due, its end excluded; `open`: of those only what is still to be done. */
export interface Span {
  from?: string;
  to?: string;
  open?: boolean;
}

const days = 7;

/** What the filter's words mean at a moment in a timezone; null for tasks without a date. */
export function dueSpans(values: readonly string[], timezone: string, now: Date): (Span | null)[] {
  const today = dayIn(timezone, now);
  const start = (day: string) => startOfDay(day, timezone);
  const meanings: Record<DueWord, Span> = {
    overdue: { to: now.toISOString(), open: true },
    today: { from: start(today), to: start(addDays(today, 1)) },
    week: { from: start(today), to: start(addDays(today, days)) },
    later: { from: start(addDays(today, days)) },
  };
  return values.flatMap((value) => {
    if (value === noValue) return [null];
    const word = dues.find((known) => known === value);
    return word ? [meanings[word]] : [];
  });
}

/** Stretches of time as conditions: a task is due in one of them. */
export function dueIs(spans: readonly (Span | null)[]): CrudFilter[] {
  if (spans.length === 0) return [];
  const each = spans.map((span): CrudFilter => {
    if (!span) return { field: 'due_at', operator: 'null', value: true };
    const all: CrudFilter[] = [];
    if (span.from) all.push({ field: 'due_at', operator: 'gte', value: span.from });
    if (span.to) all.push({ field: 'due_at', operator: 'lt', value: span.to });
    if (span.open) all.push({ field: 'is_open', operator: 'eq', value: true });
    return { operator: 'and', value: all };
  });
  return [{ operator: 'or', value: each }];
}

/** Statuses as conditions; "open" is each in which there is something to do. */
export function statusIs(values: readonly string[]): CrudFilter[] {
  const open = values.includes(stillOpen);
  const others = values.filter((value) => value !== stillOpen);
  // What is open is found by an index of its own.
  const isStillOpen: CrudFilter = { field: 'is_open', operator: 'eq', value: true };
  if (!open) return [{ field: 'status', operator: 'in', value: others }];
  const closed = others.filter((status) => !isOpen(status) && statuses.some((known) => known === status));
  if (closed.length === 0) return [isStillOpen];
  return [{ operator: 'or', value: [isStillOpen, { field: 'status', operator: 'in', value: closed }] }];
}
