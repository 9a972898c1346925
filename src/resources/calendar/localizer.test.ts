import { expect, it } from 'vitest';
import { dayOfDate } from './clock';
import { localizerOf } from './localizer';

const saturday = 6;

it('counts Jalali months in Persian, from their first to their last day', () => {
  const persian = localizerOf('fa', saturday);
  // 1 Azar 1405 is 22 November 2026.
  const azar = new Date(2026, 10, 25);
  expect(dayOfDate(persian.startOf(azar, 'month'))).toBe('2026-11-22');
  expect(dayOfDate(persian.endOf(azar, 'month'))).toBe('2026-12-21');
  expect(persian.neq(azar, new Date(2026, 10, 21), 'month')).toBe(true);
  expect(persian.eq(azar, new Date(2026, 11, 21), 'month')).toBe(true);
  expect(dayOfDate(persian.add(persian.startOf(azar, 'month'), 1, 'month'))).toBe('2026-12-22');
  const shown = persian.visibleDays(azar, persian).map(dayOfDate);
  expect([shown[0], shown.length % 7, shown.includes('2026-12-21')]).toEqual(['2026-11-21', 0, true]);
});

it('counts the calendar’s own months otherwise, weeks from the organisation’s first day', () => {
  const english = localizerOf('en', 1);
  const date = new Date(2026, 10, 25);
  expect(dayOfDate(english.startOf(date, 'month'))).toBe('2026-11-01');
  expect(dayOfDate(english.visibleDays(date, english)[0] ?? date)).toBe('2026-10-26');
});
