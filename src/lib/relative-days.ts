import { addDays } from './days';

/** Stretches of days that move along with the calendar, as they stand in an address. */
export const relativeDays = [
  'today',
  'yesterday',
  'tomorrow',
  'past',
  'this_week',
  'last_week',
  'next_week',
  'this_month',
  'last_month',
  'next_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
  'last_7d',
  'last_30d',
  'last_90d',
  'next_7d',
  'next_30d',
] as const;
export type RelativeDays = (typeof relativeDays)[number];

export const isRelative = (value: string): value is RelativeDays =>
  relativeDays.some((known) => known === value);

/** By what a reader counts: the day it is, on which day a week begins (0 Sunday), and whose months and years. */
export interface Calendar {
  today: string;
  weekStart: number;
  months: 'gregory' | 'persian';
}

type Unit = 'week' | 'month' | 'quarter' | 'year';

const formats = {
  gregory: new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone: 'UTC',
    month: 'numeric',
    day: 'numeric',
  }),
  persian: new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
    timeZone: 'UTC',
    month: 'numeric',
    day: 'numeric',
  }),
};

function monthAndDay(date: string, months: Calendar['months']): { month: number; day: number } {
  const parts = formats[months].formatToParts(new Date(`${date}T00:00Z`));
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value ?? 1);
  return { month: part('month'), day: part('day') };
}

function startOf(unit: Unit, date: string, { weekStart, months }: Calendar): string {
  if (unit === 'week') {
    const weekday = new Date(`${date}T00:00Z`).getUTCDay();
    return addDays(date, -((weekday - weekStart + 7) % 7));
  }
  const { month, day } = monthAndDay(date, months);
  const first = addDays(date, 1 - day);
  const reached = unit === 'month' || (unit === 'quarter' ? month % 3 === 1 : month === 1);
  return reached ? first : startOf(unit, addDays(first, -1), { today: date, weekStart, months });
}

/** The first day of the unit after the one that begins on a day: longer than any, and back to its start. */
const longest: Record<Unit, number> = { week: 7, month: 32, quarter: 94, year: 367 };
const startOfNext = (unit: Unit, first: string, calendar: Calendar) =>
  startOf(unit, addDays(first, longest[unit]), calendar);

/** The days that a word means, as an address has them: `2026-01-01..2026-01-31`, both included. */
export function daysOf(word: RelativeDays, calendar: Calendar): string {
  const { today } = calendar;
  const range = (from: string, to: string) => `${from}..${to}`;
  const counted = /^(last|next)_(\d+)d$/.exec(word);
  if (counted) {
    const days = Number(counted[2]);
    return counted[1] === 'last'
      ? range(addDays(today, 1 - days), today)
      : range(today, addDays(today, days - 1));
  }
  switch (word) {
    case 'today':
      return range(today, today);
    case 'yesterday':
      return range(addDays(today, -1), addDays(today, -1));
    case 'tomorrow':
      return range(addDays(today, 1), addDays(today, 1));
    case 'past':
      return range('', addDays(today, -1));
    default: {
      const [which, unit] = word.split('_') as ['this' | 'last' | 'next', Unit];
      const current = startOf(unit, today, calendar);
      const first =
        which === 'this'
          ? current
          : which === 'next'
            ? startOfNext(unit, current, calendar)
            : startOf(unit, addDays(current, -1), calendar);
      return range(first, addDays(startOfNext(unit, first, calendar), -1));
    }
  }
}
