import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatLocale } from './format';
import { readNumber } from './numbers';

it.each([
  ['1,250.5', 'en', 1250.5],
  ['1250', 'en', 1250],
  ['-3', 'en', -3],
  ['۱٬۲۵۰٫۵', 'fa', 1250.5],
  ['1250', 'fa', 1250],
  ['٤٢', 'fa', 42],
  ['.5', 'en', 0.5],
])('reads %s in %s', (typed, language, number) => {
  expect(readNumber(typed, formatLocale(language))).toBe(number);
});

it.each(['', 'twelve', '1.2.3', '1-2', '-'])('takes %j for no number', (typed) => {
  expect(readNumber(typed, 'en')).toBeNaN();
});

it('reads what each language writes', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
      fc.constantFrom('en', 'fa', 'zh-CN', 'zh-TW'),
      (cents, language) => {
        const locale = formatLocale(language);
        const number = cents / 100;
        const written = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(number);
        expect(readNumber(written, locale)).toBeCloseTo(number, 5);
      },
    ),
  );
});
