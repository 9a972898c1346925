import { currentTime } from '../../lib/clock';
import type { Tone } from '../StatusTag';

/** The values that the database takes, in the order in which they are shown; their words are `tasks.<list>.<value>`. */
export const statuses = ['todo', 'in_progress', 'waiting', 'done', 'cancelled'] as const;
export const priorities = ['urgent', 'high', 'normal', 'low'] as const;

/** How many minutes before it is due one may be reminded. */
export const reminders = ['0', '15', '60', '1440', '2880', '10080'] as const;

export type Status = (typeof statuses)[number];
type Priority = (typeof priorities)[number];

const isPriority = (value: string): value is Priority => priorities.some((priority) => priority === value);

export const statusTones: Record<string, Tone> = {
  todo: 'neutral',
  in_progress: 'info',
  waiting: 'waiting',
  done: 'good',
  cancelled: 'neutral',
};

const priorityTones: Record<Priority, Tone> = {
  urgent: 'bad',
  high: 'warning',
  normal: 'neutral',
  low: 'neutral',
};

/** How a priority looks; null for one that does not stand out. */
export function priorityTone(priority: string): Tone | null {
  const tone = isPriority(priority) ? priorityTones[priority] : 'neutral';
  return tone === 'neutral' ? null : tone;
}

/** Whether there is still something to do. */
export const isOpen = (status: string) => status !== 'done' && status !== 'cancelled';

/** Whether something is still to be done that should have been done by now. */
export const isLate = (
  { due_at, status }: { due_at: string | null; status: string },
  now: Date = currentTime(),
): boolean => due_at !== null && isOpen(status) && Date.parse(due_at) < now.getTime();
