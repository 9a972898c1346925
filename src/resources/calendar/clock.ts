import { addDays, clockIn, dayIn, momentAt, startOfDay } from '../../lib/days';

// The calendar draws local dates of this machine. What it draws is the clock of the reader's own timezone: a moment becomes
// the local date that shows the same day and time, and back.

const two = (value: number) => String(value).padStart(2, '0');

/** The local date at which a day, `YYYY-MM-DD`, begins. */
export function dateOfDay(day: string, time = '00:00'): Date {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(year, month - 1, date, hours, minutes);
}

/** The day of a local date, `YYYY-MM-DD`. */
export const dayOfDate = (date: Date): string =>
  `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

/** The time of a local date, `HH:MM`. */
export const timeOfDate = (date: Date): string => `${two(date.getHours())}:${two(date.getMinutes())}`;

/** The local date that shows what a clock in a timezone shows at a moment. */
export const toDate = (moment: string, timezone: string): Date =>
  dateOfDay(dayIn(timezone, new Date(moment)), clockIn(timezone, new Date(moment)));

/** The moment at which a clock in a timezone shows a local date. */
export const toMoment = (date: Date, timezone: string): string =>
  momentAt(dayOfDate(date), timeOfDate(date), timezone);

/** When whole days begin and end in a timezone: from the first day to the end of the last. */
export const wholeDays = (first: string, last: string, timezone: string) => ({
  starts_at: startOfDay(first, timezone),
  ends_at: startOfDay(addDays(last, 1), timezone),
});
