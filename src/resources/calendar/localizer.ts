import {
  addMonths as addJalaliMonths,
  endOfMonth as endOfJalaliMonth,
  isSameMonth as isSameJalaliMonth,
  startOfMonth as startOfJalaliMonth,
} from 'date-fns-jalali';
import { DateLocalizer, type DateLocalizerSpec, type Formats } from 'react-big-calendar';
import { formatLocale } from '../../lib/format';

/** The localizer's own arithmetic, whose types know a week from other units by its arguments. */
type Edge = (date: Date, unit: string, firstOfWeek?: number) => Date;
type Add = (date: Date, amount: number, unit: string) => Date;
type Compare = (a: Date, b: Date, unit?: string) => boolean;

/** How the calendar writes dates: by `Intl`, in the language's own calendar and digits. */
export function formatsOf(language: string): Formats {
  const locale = formatLocale(language);
  const write = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, options);
    return (date: Date) => format.format(date);
  };
  const monthAndYear = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' });
  const weekday = write({ weekday: 'short' });
  const number = write({ day: 'numeric' });
  const time = write({ hour: 'numeric', minute: '2-digit' });
  const day = write({ weekday: 'short', day: 'numeric', month: 'short' });
  const range = ({ start, end }: { start: Date; end: Date }) => `${time(start)} – ${time(end)}`;
  return {
    dateFormat: number,
    dayFormat: (date: Date) => `${weekday(date)} ${number(date)}`,
    weekdayFormat: weekday,
    timeGutterFormat: time,
    monthHeaderFormat: (date: Date) => {
      const parts = monthAndYear.formatToParts(date);
      const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '';
      // What Intl gives in Persian puts the year before the month.
      return language === 'fa' ? `${part('month')} ${part('year')}` : monthAndYear.format(date);
    },
    dayHeaderFormat: write({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    dayRangeHeaderFormat: ({ start, end }) => `${day(start)} – ${day(end)}`,
    selectRangeFormat: range,
    eventTimeRangeFormat: range,
    eventTimeRangeStartFormat: ({ start }) => `${time(start)} –`,
    eventTimeRangeEndFormat: ({ end }) => `– ${time(end)}`,
    agendaDateFormat: day,
    agendaTimeFormat: time,
    agendaTimeRangeFormat: range,
    agendaHeaderFormat: ({ start, end }) => `${day(start)} – ${day(end)}`,
  };
}

function specOf(language: string, weekStart: number): DateLocalizerSpec {
  return {
    formats: formatsOf(language),
    firstOfWeek: () => weekStart,
    // Every format is a function of its own: none is left to be read as a pattern.
    format: (value) => String(value),
  };
}

/**
 * The dates of the calendar in a language: its months and how it writes them. In Persian a month is a Jalali one.
 * @param weekStart the day on which a week begins, 0 for Sunday
 */
export function localizerOf(language: string, weekStart: number): DateLocalizer {
  const plain = new DateLocalizer(specOf(language, weekStart));
  if (language !== 'fa') return plain;
  const own = plain as unknown as { startOf: Edge; endOf: Edge; add: Add; eq: Compare; neq: Compare };
  const { startOf, endOf, add, eq, neq } = own;
  const months: typeof own = {
    startOf: (date, unit, first) =>
      unit === 'month' ? startOfJalaliMonth(date) : startOf(date, unit, first),
    endOf: (date, unit, first) => (unit === 'month' ? endOfJalaliMonth(date) : endOf(date, unit, first)),
    add: (date, amount, unit) => (unit === 'month' ? addJalaliMonths(date, amount) : add(date, amount, unit)),
    eq: (a, b, unit) => (unit === 'month' ? isSameJalaliMonth(a, b) : eq(a, b, unit)),
    neq: (a, b, unit) => (unit === 'month' ? !isSameJalaliMonth(a, b) : neq(a, b, unit)),
  };
  const firstVisibleDay = (date: Date) => startOf(startOfJalaliMonth(date), 'week', weekStart);
  const lastVisibleDay = (date: Date) => endOf(endOfJalaliMonth(date), 'week', weekStart);
  return Object.assign(new DateLocalizer(specOf(language, weekStart)), months, {
    firstVisibleDay,
    lastVisibleDay,
    visibleDays: (date: Date) => plain.range(firstVisibleDay(date), lastVisibleDay(date), 'day'),
  });
}
