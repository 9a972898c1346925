import type { GenerateConfig } from '@rc-component/picker/generate';
import {
  addDays,
  addMonths,
  addYears,
  endOfMonth,
  format,
  getDate,
  getMonth,
  getWeek,
  getYear,
  isAfter,
  isValid,
  parse,
  setDate,
  setMonth,
  setYear,
  startOfWeek,
} from 'date-fns-jalali';
import { faIR } from 'date-fns-jalali/locale/fa-IR';
import { currentTime } from '../lib/clock';

const persianDigits = '۰۱۲۳۴۵۶۷۸۹';
const arabicDigits = '٠١٢٣٤٥٦٧٨٩';
const saturday = 6;

const toPersian = (text: string) => text.replace(/\d/g, (digit) => persianDigits[Number(digit)] ?? digit);
const toLatin = (text: string) =>
  text
    .replace(/[۰-۹]/g, (digit) => String(persianDigits.indexOf(digit)))
    .replace(/[٠-٩]/g, (digit) => String(arabicDigits.indexOf(digit)));

/** antd's tokens (`YYYY/MM/DD`) as date-fns writes them (`yyyy/MM/dd`). */
const tokens = (pattern: string) => pattern.replaceAll('Y', 'y').replaceAll('D', 'd');

const monthNames = Array.from({ length: 12 }, (_, month) =>
  format(setMonth(setDate(new Date(), 1), month), 'LLLL', { locale: faIR }),
);
const weekdays = ['ی', 'د', 'س', 'چ', 'پ', 'ج', 'ش'];

function read(text: string, pattern: string): Date | null {
  const latin = toLatin(text.trim());
  const day = parse(latin, tokens(pattern), new Date(0), { locale: faIR });
  return isValid(day) && format(day, tokens(pattern), { locale: faIR }) === latin ? day : null;
}

/** antd's date arithmetic in the Jalali calendar, on plain dates, written and read in Persian digits. */
export const jalaliConfig: GenerateConfig<Date> = {
  getNow: currentTime,
  getFixedDate: (text) => new Date(`${text}T00:00`),
  getEndDate: endOfMonth,
  getWeekDay: (day) => day.getDay(),
  getYear,
  getMonth,
  getDate,
  getHour: (day) => day.getHours(),
  getMinute: (day) => day.getMinutes(),
  getSecond: (day) => day.getSeconds(),
  getMillisecond: (day) => day.getMilliseconds(),
  addYear: addYears,
  addMonth: addMonths,
  addDate: addDays,
  setYear,
  setMonth,
  setDate,
  setHour: (day, hour) => new Date(new Date(day).setHours(hour)),
  setMinute: (day, minute) => new Date(new Date(day).setMinutes(minute)),
  setSecond: (day, second) => new Date(new Date(day).setSeconds(second)),
  setMillisecond: (day, millisecond) => new Date(new Date(day).setMilliseconds(millisecond)),
  isAfter: (one, other) => isAfter(one, other),
  isValidate: isValid,
  locale: {
    getWeekFirstDay: () => saturday,
    getWeekFirstDate: (_locale, day) => startOfWeek(day, { weekStartsOn: saturday }),
    getWeek: (_locale, day) => getWeek(day, { weekStartsOn: saturday }),
    getShortWeekDays: () => weekdays,
    getShortMonths: () => monthNames,
    format: (_locale, day, pattern) => toPersian(format(day, tokens(pattern), { locale: faIR })),
    parse: (_locale, text, patterns) => {
      for (const pattern of patterns) {
        const day = read(text, pattern);
        if (day) return day;
      }
      return null;
    },
  },
};
