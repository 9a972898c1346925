/** How something may come again; the words of RFC 5545 in lower case. */
export const frequencies = ['daily', 'weekly', 'monthly', 'yearly'] as const;
export type Frequency = (typeof frequencies)[number];

/** Weekdays as rules name them, Monday first. */
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdays)[number];

export interface Repeat {
  frequency: Frequency;
  /** Every so many days, weeks, months or years; 1 to 99. */
  interval: number;
  /** Weekly: on these; none for the weekday on which it is due. */
  on: readonly Weekday[];
  /** The last day on which it may be due, `YYYY-MM-DD`. */
  until: string | null;
}

const part = (rule: string, name: string) => new RegExp(`${name}=([^;]+)`).exec(rule)?.[1];

/** A rule as the database keeps it, taken apart; null for what is none. */
export function readRepeat(rule: unknown): Repeat | null {
  if (typeof rule !== 'string') return null;
  const frequency = frequencies.find((known) => known.toUpperCase() === part(rule, 'FREQ'));
  if (!frequency) return null;
  const listed = part(rule, 'BYDAY')?.split(',') ?? [];
  const until = part(rule, 'UNTIL');
  return {
    frequency,
    interval: Number(part(rule, 'INTERVAL') ?? 1),
    on: weekdays.filter((day) => listed.includes(day)),
    until: until ? `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}` : null,
  };
}

/** The rule as the database keeps it: an RRULE of FREQ, INTERVAL, BYDAY and UNTIL, in that order. */
export function writeRepeat({ frequency, interval, on, until }: Repeat): string {
  const days = weekdays.filter((day) => on.includes(day));
  return [
    `FREQ=${frequency.toUpperCase()}`,
    `INTERVAL=${Math.min(99, Math.max(1, Math.round(interval)))}`,
    ...(frequency === 'weekly' && days.length > 0 ? [`BYDAY=${days.join(',')}`] : []),
    ...(until ? [`UNTIL=${until.replaceAll('-', '')}`] : []),
  ].join(';');
}
