import type { Tone } from '../../ui';

/** The values that the database takes, in the order in which they are shown; their words are `tickets.<list>.<value>`. */
export const statuses = ['new', 'open', 'pending', 'solved', 'closed'] as const;
export const priorities = ['urgent', 'high', 'normal', 'low'] as const;
export const channels = ['email', 'phone', 'chat', 'web', 'social', 'internal'] as const;
export const categories = [
  'question',
  'incident',
  'problem',
  'request',
  'complaint',
  'billing',
  'return',
] as const;

/** The filter's word for every status but solved and closed. */
export const unsolved = 'unsolved';

export type Status = (typeof statuses)[number];
export type Priority = (typeof priorities)[number];

export const isPriority = (value: unknown): value is Priority =>
  priorities.some((priority) => priority === value);

export const priorityTones: Record<Priority, Tone> = {
  urgent: 'bad',
  high: 'warning',
  normal: 'neutral',
  low: 'neutral',
};

/** Whether nothing more is to be done. */
export const isDone = (status: string) => status === 'solved' || status === 'closed';
