import { describe, expect, it } from 'vitest';
import { jalaliConfig } from './jalaliConfig';

const persian = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
});

/** The same day by Intl's own Persian calendar: the judge. */
function byIntl(day: Date): [number, number, number] {
  const parts = Object.fromEntries(
    persian.formatToParts(day).map(({ type, value }) => [type, Number(value)]),
  );
  return [parts.year ?? 0, (parts.month ?? 0) - 1, parts.day ?? 0];
}

const days = Array.from({ length: 800 }, (_, step) => new Date(2025, 0, 1 + step * 3));
const { locale, ...config } = jalaliConfig;

describe('the Jalali calendar of the date picker', () => {
  it('reads every day as Intl does', () => {
    for (const day of days) {
      expect([config.getYear(day), config.getMonth(day), config.getDate(day)]).toEqual(byIntl(day));
    }
  });

  it('sets the day of the month without leaving the month', () => {
    for (const day of days) {
      const [year, month] = byIntl(day);
      for (const date of [1, 15, 29]) expect(byIntl(config.setDate(day, date))).toEqual([year, month, date]);
    }
  });

  it('goes month by month through the year', () => {
    for (const day of days) {
      const [year, month] = byIntl(day);
      expect(byIntl(config.addMonth(config.setDate(day, 1), 1))).toEqual(
        month === 11 ? [year + 1, 0, 1] : [year, month + 1, 1],
      );
    }
  });

  it('writes Persian digits and reads Persian, Arabic and Latin ones', () => {
    const day = new Date(2026, 10, 21);
    expect(locale.format('fa_IR', day, 'YYYY/MM/DD')).toBe('۱۴۰۵/۰۸/۳۰');
    for (const text of ['۱۴۰۵/۰۸/۳۰', '١٤٠٥/٠٨/٣٠', '1405/08/30']) {
      const read = locale.parse('fa_IR', text, ['YYYY/MM/DD']);
      expect(read && byIntl(read)).toEqual([1405, 7, 30]);
    }
  });

  it('refuses a day that the month does not have', () => {
    expect(locale.parse('fa_IR', '1405/08/31', ['YYYY/MM/DD'])).toBeNull();
    expect(locale.parse('fa_IR', '1405/13/01', ['YYYY/MM/DD'])).toBeNull();
  });

  it('names the months', () => {
    expect(locale.getShortMonths?.('fa_IR')).toEqual([
      'فروردین',
      'اردیبهشت',
      'خرداد',
      'تیر',
      'مرداد',
      'شهریور',
      'مهر',
      'آبان',
      'آذر',
      'دی',
      'بهمن',
      'اسفند',
    ]);
  });
});
