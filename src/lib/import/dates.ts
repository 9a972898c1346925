import { newDate } from 'date-fns-jalali/newDate';
import { asciiDigits } from './text';
import type { DateFormat } from './types';

const months: Record<string, number> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
};
const day = 86_400_000;
const withTime =
  /^(.+?)(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/;

/** The formats that are tried on a column, likeliest first. */
export const dateFormats: readonly DateFormat[] = ['ymd', 'mdy', 'dmy', 'named', 'jalali', 'excel'];

const pad = (value: number, length = 2) => String(value).padStart(length, '0');

function plain(year: number, month: number, date: number): string | undefined {
  if (year < 1000 || year > 2999) return undefined;
  const found = new Date(Date.UTC(year, month - 1, date));
  if (found.getUTCMonth() !== month - 1 || found.getUTCDate() !== date) return undefined;
  return `${pad(year, 4)}-${pad(month)}-${pad(date)}`;
}

/** Two digits: up to 49 this century, from 50 on the last. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length !== 2) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

function jalali(year: number, month: number, date: number): string | undefined {
  if (year < 1250 || year > 1499 || month < 1 || month > 12 || date < 1 || date > (month <= 6 ? 31 : 30)) {
    return undefined;
  }
  const found = newDate(year, month - 1, date);
  return plain(found.getFullYear(), found.getMonth() + 1, found.getDate());
}

function readDay(text: string, format: DateFormat): string | undefined {
  if (format === 'excel') {
    if (!/^\d{5}(\.\d+)?$/.test(text)) return undefined;
    const serial = Math.floor(Number(text));
    return serial < 15_000 || serial > 80_000
      ? undefined
      : new Date(Date.UTC(1899, 11, 30) + serial * day).toISOString().slice(0, 10);
  }
  if (format === 'named') {
    const dayFirst =
      /^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s\-/.]+([A-Za-z]{3,9})\.?,?[\s\-/.]+(\d{4}|\d{2})$/.exec(
        text,
      );
    const monthFirst =
      /^(?:[A-Za-z]{3,9},?\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/.exec(text);
    const [date, month, year] = dayFirst
      ? [dayFirst[1], dayFirst[2], dayFirst[3]]
      : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]];
    const number = months[month?.slice(0, 3).toLowerCase() ?? ''];
    return number && date && year ? plain(fullYear(year), number, Number(date)) : undefined;
  }
  if (format === 'ymd' || format === 'jalali') {
    const parts =
      /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text) ??
      (format === 'ymd' ? /^(\d{4})(\d{2})(\d{2})$/.exec(text) : null);
    if (!parts) return undefined;
    const [year, month, date] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
    if (format === 'jalali') return jalali(year, month, date);
    // a year of the 13th or 14th century in a business file is the Persian calendar's
    return year < 1500 ? undefined : plain(year, month, date);
  }
  const parts = /^(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})$/.exec(text);
  if (!parts) return undefined;
  const [first, second, year] = [Number(parts[1]), Number(parts[3]), fullYear(parts[4] ?? '')];
  return format === 'mdy' ? plain(year, first, second) : plain(year, second, first);
}

/**
 * Reads a date, with or without a time, as `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS` (with its offset where the text has
 * one; without, it is local to the organisation). Undefined when the text is no date in this format.
 */
export function parseDate(text: string, format: DateFormat): string | undefined {
  const parts = withTime.exec(asciiDigits(text).trim());
  if (!parts) return undefined;
  const [, dayText = '', hourText, minute, second = '00', half, offset] = parts;
  const date = readDay(dayText.trim(), format);
  if (!date || hourText === undefined) return date;
  let hour = Number(hourText);
  if (half) hour = (hour % 12) + (/^p/i.test(half) ? 12 : 0);
  if (hour > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return `${date}T${pad(hour)}:${minute}:${second}${offset ?? ''}`;
}

/** What the values of a column tell about the order of day, month and year. */
export class DateEvidence {
  private count = new Map<DateFormat, number>();
  private doubtful: string[] = [];
  private onlyMonthFirst = 0;
  private onlyDayFirst = 0;

  add(text: string): void {
    for (const format of dateFormats) {
      if (parseDate(text, format) !== undefined) this.count.set(format, (this.count.get(format) ?? 0) + 1);
    }
    const [monthFirst, dayFirst] = [parseDate(text, 'mdy'), parseDate(text, 'dmy')];
    if (monthFirst === dayFirst) return;
    if (dayFirst === undefined) this.onlyMonthFirst++;
    else if (monthFirst === undefined) this.onlyDayFirst++;
    else if (this.doubtful.length < 5) this.doubtful.push(text);
  }

  /** How many values are dates in the format that fits best. */
  get best(): number {
    return Math.max(0, ...this.count.values());
  }

  /**
   * The format where the values settle it; the doubtful values and their readings where they do not: then a person
   * has to say. Undefined when no format reads anything.
   */
  verdict(): { format: DateFormat } | { examples: string[]; choices: DateFormat[] } | undefined {
    const top = dateFormats.find((format) => (this.count.get(format) ?? 0) === this.best);
    if (this.best === 0 || !top) return undefined;
    if (top !== 'mdy' && top !== 'dmy') return { format: top };
    const undecided = this.onlyMonthFirst > 0 === this.onlyDayFirst > 0;
    if (undecided && this.doubtful.length > 0) {
      return { examples: this.doubtful, choices: ['mdy', 'dmy'] };
    }
    return { format: this.onlyDayFirst > this.onlyMonthFirst ? 'dmy' : 'mdy' };
  }
}
