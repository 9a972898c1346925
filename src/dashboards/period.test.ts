import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { noValue } from '../lib/list-state';
import {
  comparisons,
  type DashboardState,
  daysOfBucket,
  defaultState,
  grainOf,
  isDay,
  presets,
  readState,
  writeState,
} from './period';

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const state: fc.Arbitrary<DashboardState> = fc.record({
  period: fc.oneof(
    fc.constantFrom(...presets),
    fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a })),
  ),
  compare: fc.constantFrom(...comparisons),
  filters: fc.record(
    {
      team: fc.uniqueArray(fc.option(fc.uuid()), { minLength: 1, maxLength: 4 }),
      sales_region: fc.uniqueArray(
        fc.option(fc.string().filter((text) => text.trim() !== '' && text !== noValue)),
        {
          minLength: 1,
          maxLength: 4,
        },
      ),
    },
    { requiredKeys: [] },
  ),
});

describe('the address', () => {
  it('brings back the state that was written into it, and leaves the rest of it alone', () => {
    fc.assert(
      fc.property(state, (given) => {
        const params = writeState(given, new URLSearchParams('tab=2&period=old'));
        expect(readState(params)).toEqual(given);
        expect(params.get('tab')).toBe('2');
      }),
    );
  });

  it('is short where nothing was chosen', () => {
    expect(writeState(defaultState).toString()).toBe('');
  });

  it.each(['', 'x', '2024-02-30..2024-03-01', '2024-03-02..2024-03-01', '2024-01-01', '..', 'a..b..c'])(
    'that makes no sense (%s) means the default',
    (period) => {
      expect(readState(new URLSearchParams({ period, compare: 'x' }))).toEqual(defaultState);
    },
  );

  it('never breaks the page', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { period } = readState(new URLSearchParams({ period: text, compare: text }));
        expect(typeof period === 'string' || (isDay(period.from) && isDay(period.to))).toBe(true);
      }),
    );
  });
});

test('a bucket’s days are its own, and of the period alone', () => {
  const open = { from: null, to: null };
  expect(daysOfBucket('2024-02-01', 'month', open)).toEqual({ from: '2024-02-01', to: '2024-02-29' });
  expect(daysOfBucket('2024-10-01', 'quarter', open)).toEqual({ from: '2024-10-01', to: '2024-12-31' });
  expect(daysOfBucket('2024-12-30', 'week', open)).toEqual({ from: '2024-12-30', to: '2025-01-05' });
  expect(daysOfBucket('2024-01-01', 'year', open)).toEqual({ from: '2024-01-01', to: '2024-12-31' });
  expect(daysOfBucket('2024-02-29', 'day', open)).toEqual({ from: '2024-02-29', to: '2024-02-29' });
  expect(daysOfBucket('2024-02-01', 'month', { from: '2024-02-10', to: '2024-02-20' })).toEqual({
    from: '2024-02-10',
    to: '2024-02-20',
  });
});

test('a period is shown in buckets that one can tell apart', () => {
  expect(Object.fromEntries(presets.map((preset) => [preset, grainOf(preset)]))).toEqual({
    today: 'day',
    yesterday: 'day',
    this_week: 'day',
    last_week: 'day',
    this_month: 'day',
    last_month: 'day',
    this_quarter: 'week',
    last_quarter: 'week',
    this_year: 'month',
    last_year: 'month',
    this_fiscal_year: 'month',
    last_fiscal_year: 'month',
    last_12_months: 'month',
    all: 'month',
  });
  expect(grainOf({ from: '2024-01-01', to: '2024-01-31' })).toBe('day');
  expect(grainOf({ from: '2024-01-01', to: '2024-03-31' })).toBe('week');
  expect(grainOf({ from: '2017-01-01', to: '2017-12-31' })).toBe('month');
  expect(grainOf({ from: '2015-01-01', to: '2024-12-31' })).toBe('quarter');
  expect(grainOf({ from: '1990-01-01', to: '2024-12-31' })).toBe('year');
});
