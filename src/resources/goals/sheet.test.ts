import { describe, expect, test } from 'vitest';
import { periodName, periodsOf, yearOf } from './periods';
import { cellOf, copied, type Goal, type Sheet, type SheetRow } from './sheet';

describe('periods', () => {
  test('are whole months and quarters, in leap years and over the new year', () => {
    expect(periodsOf(2028, 'month')[1]).toEqual({ start: '2028-02-01', end: '2028-02-29' });
    expect(periodsOf(2026, 'quarter').map(({ end }) => end)).toEqual([
      '2026-03-31',
      '2026-06-30',
      '2026-09-30',
      '2026-12-31',
    ]);
    expect(periodsOf(2026, 'quarter', 4).at(-1)).toEqual({ start: '2027-01-01', end: '2027-03-31' });
  });

  test('belong to the organisation’s year', () => {
    expect(yearOf('2026-03-31', 4)).toBe(2025);
    expect(yearOf('2026-04-01', 4)).toBe(2026);
    expect(yearOf('2026-01-01')).toBe(2026);
  });

  test('are named by the calendar that they are kept in', () => {
    const period = { start: '2026-01-01', end: '2026-01-31' };
    expect(periodName(period, 'en')).toBe('Jan 2026');
    expect(periodName(period, 'fa-IR-u-ca-persian-nu-arabext')).toContain('۲۰۲۶');
  });
});

const [january = { start: '', end: '' }, february = { start: '', end: '' }] = periodsOf(2026, 'month');
const [first = { start: '', end: '' }] = periodsOf(2026, 'quarter');
const goal = (start: string, end: string, target: number, whose = 'a'): Goal => ({
  id: `${whose}${start}`,
  whose,
  period_start: start,
  period_end: end,
  target,
  currency: 'USD',
  updated_at: `v${start}`,
});
const monthly = [goal(january.start, january.end, 100), goal(february.start, february.end, 50)];

describe('a cell', () => {
  test('is set, a sum of months, part of a quarter, or empty', () => {
    expect(cellOf(monthly, 'a', january)).toMatchObject({ kind: 'set', goal: { target: 100 } });
    expect(cellOf(monthly, 'a', first)).toEqual({
      kind: 'sum',
      sums: [{ target: 150, currency: 'USD' }],
    });
    const mixed = [...monthly, { ...goal(february.end, february.end, 7), currency: 'EUR' }];
    expect(cellOf(mixed, 'a', first)).toMatchObject({
      sums: [
        { target: 150, currency: 'USD' },
        { target: 7, currency: 'EUR' },
      ],
    });
    expect(cellOf([goal(first.start, first.end, 300)], 'a', february)).toEqual({ kind: 'within' });
    expect(cellOf(monthly, 'b', january)).toEqual({ kind: 'none' });
  });
});

describe('copying', () => {
  const row = (id: string, may_set: boolean): SheetRow => ({
    kind: 'person',
    id,
    name: id,
    team_id: null,
    may_set,
  });
  const sheet: Sheet = {
    rows: [row('a', true), row('b', false)],
    goals: [...monthly, goal(january.start, january.end, 100, 'b')],
    more: false,
  };
  const pair = [{ from: january, to: february }];

  test('fills what is empty and may be set, times the factor', () => {
    expect(copied({ ...sheet, goals: sheet.goals.slice(0, 1) }, pair, 1.055, false, 'USD')).toEqual([
      { profile_id: 'a', period_start: '2026-02-01', period_end: '2026-02-28', target: 106, version: null },
    ]);
    expect(copied(sheet, pair, 2, false, 'USD')).toEqual([]);
  });

  test('leaves out what is in another currency than the sheet', () => {
    expect(copied({ ...sheet, goals: sheet.goals.slice(0, 1) }, pair, 1, false, 'EUR')).toEqual([]);
  });

  test('replaces what is set only when it is to, over the version that is seen', () => {
    expect(copied(sheet, pair, 2, true, 'USD')).toEqual([
      {
        profile_id: 'a',
        period_start: '2026-02-01',
        period_end: '2026-02-28',
        target: 200,
        version: 'v2026-02-01',
      },
    ]);
  });
});
