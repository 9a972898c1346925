import type { Item, View } from './types';

type Span = Pick<Item, 'start' | 'end' | 'allDay'>;
type Key = Pick<KeyboardEvent, 'key' | 'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey'>;

const quarter = 15;

/** A date so much later, or earlier, by the clock. */
const later = (date: Date, days: number, minutes = 0): Date =>
  new Date(
    date.getFullYear(),
    date.getMonth(),
    date.getDate() + days,
    date.getHours(),
    date.getMinutes() + minutes,
  );

/**
 * Where a key puts something that stands in the grid: Alt and an arrow move it by a day or a quarter of an hour, in a month by a
 * week; with Shift they make it longer or shorter at its end, by quarters of an hour or, what takes whole days, by days.
 * @param rtl days run from right to left
 * @returns null for a key that is none of these, or does nothing here
 */
export function keyMove(key: Key, { start, end, allDay }: Span, view: View, rtl: boolean): Span | null {
  if (!key.altKey || key.ctrlKey || key.metaKey) return null;
  const sideways = { ArrowLeft: rtl ? 1 : -1, ArrowRight: rtl ? -1 : 1 }[key.key] ?? 0;
  const down = { ArrowUp: -1, ArrowDown: 1 }[key.key] ?? 0;
  const byHours = view !== 'month' && !allDay;
  if (key.shiftKey) {
    const till = byHours ? later(end, 0, down * quarter) : later(end, allDay ? sideways : 0);
    return till.getTime() === end.getTime() || till <= start ? null : { start, end: till, allDay };
  }
  const days = sideways + (view === 'month' ? down * 7 : 0);
  const minutes = byHours ? down * quarter : 0;
  if (days === 0 && minutes === 0) return null;
  return { start: later(start, days, minutes), end: later(end, days, minutes), allDay };
}
