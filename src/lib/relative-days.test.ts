import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './days';
import { readDays } from './list-state';
import { type Calendar, daysOf, relativeDays } from './relative-days';

// A Sunday.
const here: Calendar = { today: '2026-11-22', weekStart: 1, months: 'gregory' };

describe('days that move along with the calendar', () => {
  it.each([
    ['today', '2026-11-22..2026-11-22'],
    ['past', '..2026-11-21'],
    ['this_week', '2026-11-16..2026-11-22'],
    ['last_week', '2026-11-09..2026-11-15'],
    ['next_week', '2026-11-23..2026-11-29'],
    ['this_month', '2026-11-01..2026-11-30'],
    ['last_month', '2026-10-01..2026-10-31'],
    ['next_month', '2026-12-01..2026-12-31'],
    ['this_quarter', '2026-10-01..2026-12-31'],
    ['last_quarter', '2026-07-01..2026-09-30'],
    ['this_year', '2026-01-01..2026-12-31'],
    ['last_year', '2025-01-01..2025-12-31'],
    ['last_7d', '2026-11-16..2026-11-22'],
    ['next_30d', '2026-11-22..2026-12-21'],
  ] as const)('%s', (word, days) => {
    expect(daysOf(word, here)).toBe(days);
  });

  it('begin a week on the organisation’s day, and a month where the reader’s calendar does', () => {
    expect(daysOf('this_week', { ...here, weekStart: 6 })).toBe('2026-11-21..2026-11-27');
    // 1 Azar 1405 is 22 November 2026; the year begins on 21 March.
    const persian: Calendar = { ...here, weekStart: 6, months: 'persian' };
    expect(daysOf('this_month', persian)).toBe('2026-11-22..2026-12-21');
    expect(daysOf('last_month', persian)).toBe('2026-10-23..2026-11-21');
    expect(daysOf('this_quarter', persian)).toBe('2026-09-23..2026-12-21');
    expect(daysOf('this_year', persian)).toBe('2026-03-21..2027-03-20');
  });

  it('hold today where they are this one, and meet the neighbouring ones without a gap, on any day', () => {
    const unit = fc.constantFrom('week', 'month', 'quarter', 'year');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40_000 }),
        fc.integer({ min: 0, max: 6 }),
        fc.constantFrom('gregory' as const, 'persian' as const),
        unit,
        (day, weekStart, months, name) => {
          const calendar: Calendar = { today: addDays('1990-01-01', day), weekStart, months };
          const find = (which: string) => {
            const word = relativeDays.find((known) => known === `${which}_${name}`);
            return word ? readDays(daysOf(word, calendar)) : null;
          };
          const [last, now, next] = [find('last'), find('this'), find('next')];
          expect((now?.from ?? '') <= calendar.today && calendar.today <= (now?.to ?? '')).toBe(true);
          expect(addDays(last?.to ?? '', 1)).toBe(now?.from);
          if (next) expect(addDays(now?.to ?? '', 1)).toBe(next.from);
        },
      ),
    );
  });
});
