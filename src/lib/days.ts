import { currentTime } from './clock';

const day = 86_400_000;

/** Made once for each timezone: making one takes longer than asking it a thousand times. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone);
  if (known) return known;
  const fresh = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formatters.set(timezone, fresh);
  return fresh;
}

/** The calendar day of a moment in a timezone, `YYYY-MM-DD`. */
export function dayIn(timezone: string, moment: Date = currentTime()): string {
  const parts = formatterOf(timezone).formatToParts(moment);
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** The day that comes so many days after a day. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * day).toISOString().slice(0, 10);
}

/** When a calendar day begins in a timezone; where its midnight is skipped, the first moment after it. */
export function startOfDay(date: string, timezone: string): string {
  let [before, after] = [Date.parse(`${date}T00:00Z`) - day, Date.parse(`${date}T00:00Z`) + day];
  // Days only grow with time: halve the two days around until the first second of the wanted one is found.
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2000) * 1000;
    if (dayIn(timezone, new Date(middle)) < date) before = middle;
    else after = middle;
  }
  return new Date(after).toISOString();
}

const minute = 60_000;

/** The last minute of a calendar day in a timezone: until when what is due on a day is in time. */
export const endOfDay = (date: string, timezone: string): string =>
  new Date(Date.parse(startOfDay(addDays(date, 1), timezone)) - minute).toISOString();

/** What a clock in a timezone shows at a moment, `HH:MM`. */
export const clockIn = (timezone: string, moment: Date): string =>
  new Intl.DateTimeFormat('en-u-nu-latn-hc-h23', {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(moment);

/** When a clock in a timezone shows a time (`HH:MM`) on a calendar day; a time that is skipped counts as the hour after. */
export function momentAt(date: string, time: string, timezone: string): string {
  const wanted = Date.parse(`${date}T${time}Z`);
  // What the clock is off by tells how far to go; once more, where that crosses the change of an hour.
  const correct = (guess: number) => {
    const shown = new Date(guess);
    return guess + wanted - Date.parse(`${dayIn(timezone, shown)}T${clockIn(timezone, shown)}Z`);
  };
  return new Date(correct(correct(wanted))).toISOString();
}

/** Whole days from one moment to another, never less than none. */
export const daysBetween = (from: string | Date, to: Date = currentTime()): number =>
  Math.max(0, Math.floor((to.getTime() - new Date(from).getTime()) / day));
