import { currentTime } from './clock';
import { dayIn } from './days';

/** BCP 47 tag with calendar and digits for one of Atrium's languages (Persian: Jalali calendar, Persian digits). */
export function formatLocale(language: string): string {
  return language === 'fa' ? 'fa-IR-u-ca-persian-nu-arabext' : language;
}

export interface Formats {
  /** Intl locale that everything below was made with. */
  locale: string;
  timezone: string;
  number(value: number, options?: Intl.NumberFormatOptions): string;
  percent(value: number, digits?: number): string;
  money(value: number, currency: string, options?: { compact?: boolean }): string;
  /** Day, month and year in the user's timezone; a plain `YYYY-MM-DD` is that calendar day everywhere. */
  date(value: string | Date): string;
  /** As `date`, in figures and short names, without the year when it is this one: for where there is little room. */
  shortDate(value: string | Date): string;
  /** Day and time, exact to the minute, with the timezone's short name. */
  exact(value: string | Date): string;
  /** "3 hours ago", "in 2 days"; beyond `now` ± 30 days the date itself. */
  relative(value: string | Date, now?: Date): string;
  /** "today", "tomorrow", "3 days ago", by the calendar; beyond six days the date, short. */
  nearDay(value: string | Date, now?: Date): string;
  /** Time of day in the user's timezone. */
  time(value: string | Date): string;
  /** Name of a country or region by its ISO 3166 code; the code itself when unknown. */
  region(code: string): string;
  /** Name of a language by its BCP 47 tag. */
  languageName(tag: string): string;
  /** "A, B and C" as the language writes it. */
  list(items: readonly string[]): string;
}

const day = 86_400_000;
const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', day],
  ['hour', 3_600_000],
  ['minute', 60_000],
];
const plainDate = /^\d{4}-\d{2}-\d{2}$/;

/**
 * A short amount as Persian is read: the number, its word, the symbol. What Intl gives puts the symbol first and turns
 * number and word around. An amount without a word stays as it is.
 */
function symbolLast(parts: Intl.NumberFormatPart[]): string {
  const text = (wanted: (type: string) => boolean) =>
    parts.flatMap(({ type, value }) => (wanted(type) ? [value] : [])).join('');
  const word = text((type) => type === 'compact');
  if (word === '') return text(() => true);
  const figure = text((type) => !['compact', 'currency', 'literal'].includes(type));
  return `\u200F${figure} ${word} ${text((type) => type === 'currency')}`;
}

function remembered<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(key);
    made.set(key, fresh);
    return fresh;
  };
}

/** Formatters for a language and an IANA timezone; keep the result, each Intl object is made once. */
export function createFormats(language: string, timezone: string): Formats {
  const locale = formatLocale(language);
  const numbers = remembered((key) => new Intl.NumberFormat(locale, JSON.parse(key)));
  const dates = remembered((key) => new Intl.DateTimeFormat(locale, JSON.parse(key)));
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const regions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  const names = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });

  const number = (value: number, options: Intl.NumberFormatOptions = {}) =>
    numbers(JSON.stringify(options)).format(value);
  const date = (value: string | Date) => {
    const plain = typeof value === 'string' && plainDate.test(value);
    const options = { dateStyle: 'medium', timeZone: plain ? 'UTC' : timezone };
    return dates(JSON.stringify(options)).format(new Date(value));
  };

  const partsOf = (value: string | Date, timeZone: string, options: Intl.DateTimeFormatOptions) =>
    dates(JSON.stringify({ ...options, timeZone })).format(new Date(value));
  const shortDate = (value: string | Date) => {
    const zone = typeof value === 'string' && plainDate.test(value) ? 'UTC' : timezone;
    const year = (day: string | Date, timeZone: string) => partsOf(day, timeZone, { year: 'numeric' });
    const thisYear = year(value, zone) === year(currentTime(), timezone);
    return partsOf(value, zone, { month: 'short', day: 'numeric', ...(thisYear ? {} : { year: 'numeric' }) });
  };

  return {
    locale,
    timezone,
    number,
    percent: (value, digits = 0) => number(value, { style: 'percent', maximumFractionDigits: digits }),
    money: (value, currency, { compact = false } = {}) => {
      const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
      if (!compact)
        return number(value, { ...style, ...(Number.isInteger(value) && { maximumFractionDigits: 0 }) });
      const short = { notation: 'compact', maximumFractionDigits: 1 } as const;
      return language === 'fa'
        ? symbolLast(numbers(JSON.stringify({ ...style, ...short })).formatToParts(value))
        : number(value, { ...style, ...short });
    },
    date,
    shortDate,
    exact: (value) =>
      dates(
        JSON.stringify({
          year: 'numeric',
          month: 'short',
          day: 'numeric',
          hour: '2-digit',
          minute: '2-digit',
          timeZoneName: 'short',
          timeZone: timezone,
        }),
      ).format(new Date(value)),
    relative: (value, now = currentTime()) => {
      const distance = new Date(value).getTime() - now.getTime();
      if (Math.abs(distance) >= 30 * day) return date(value);
      for (const [unit, size] of steps) {
        if (Math.abs(distance) >= size) return relative.format(Math.round(distance / size), unit);
      }
      return relative.format(0, 'second');
    },
    nearDay: (value, now = currentTime()) => {
      const dayOf = (moment: string | Date) => Date.parse(dayIn(timezone, new Date(moment)));
      const days = Math.round((dayOf(value) - dayOf(now)) / day);
      return Math.abs(days) <= 6 ? relative.format(days, 'day') : shortDate(value);
    },
    time: (value) => partsOf(value, timezone, { hour: 'numeric', minute: '2-digit' }),
    region: (code) => (/^([A-Za-z]{2}|\d{3})$/.test(code) ? (regions.of(code.toUpperCase()) ?? code) : code),
    languageName: (tag) => {
      try {
        return names.of(tag) ?? tag;
      } catch (error) {
        if (error instanceof RangeError) return tag;
        throw error;
      }
    },
    list: (items) => lists.format(items),
  };
}
