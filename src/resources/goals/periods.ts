/** A month or a quarter: its first and its last day, `YYYY-MM-DD`. */
export interface Period {
  start: string;
  end: string;
}

export const grains = ['month', 'quarter'] as const;
export type Grain = (typeof grains)[number];

const lengths: Record<Grain, number> = { month: 1, quarter: 3 };
const day = (year: number, month: number, date: number) =>
  new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);

/**
 * The months or quarters of a year.
 * @param firstMonth of the organisation's year, 1 to 12: the year 2026 then begins in that month of 2026
 */
export function periodsOf(year: number, grain: Grain, firstMonth = 1): Period[] {
  const length = lengths[grain];
  return Array.from({ length: 12 / length }, (_, at) => {
    const month = firstMonth - 1 + at * length;
    return { start: day(year, month, 1), end: day(year, month + length, 0) };
  });
}

/** The year that a day is in, as `periodsOf` counts years. */
export function yearOf(date: string, firstMonth = 1): number {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return month < firstMonth ? year - 1 : year;
}

/** The names of a period in a language: by the calendar that goals are kept in, whatever the reader's own is. */
export function periodName({ start, end }: Period, locale: string): string {
  const tag = locale.replace('ca-persian', 'ca-gregory');
  const month = new Intl.DateTimeFormat(tag, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  return start.slice(0, 7) === end.slice(0, 7)
    ? month.format(new Date(start))
    : month.formatRange(new Date(start), new Date(end));
}
