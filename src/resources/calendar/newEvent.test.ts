import { expect, it } from 'vitest';
import { workingStart } from './newEvent';

const hours = { working_days: [1, 2, 3, 4, 5], working_from: '09:00', working_until: '17:00' };
const start = (moment: string, timezone: string, of = hours) =>
  new Date(workingStart(of, Date.parse(moment), timezone)).toISOString();

it('begins at once within working hours, also shortly before they end', () => {
  expect(start('2026-11-23T10:30Z', 'UTC')).toBe('2026-11-23T10:30:00.000Z');
  expect(start('2026-11-23T16:30Z', 'UTC')).toBe('2026-11-23T16:30:00.000Z');
});

it('made in the evening, at night or at the end of the week, begins when one works again', () => {
  expect(start('2026-11-23T17:00Z', 'UTC')).toBe('2026-11-24T09:00:00.000Z');
  expect(start('2026-11-24T02:30Z', 'UTC')).toBe('2026-11-24T09:00:00.000Z');
  expect(start('2026-11-27T18:00Z', 'UTC')).toBe('2026-11-30T09:00:00.000Z');
});

it('goes by the clock and the week of who makes it', () => {
  const week = { ...hours, working_days: [6, 0, 1, 2, 3] };
  // Wednesday evening in Tehran, whose week begins on Saturday
  expect(start('2026-11-25T16:00Z', 'Asia/Tehran', week)).toBe('2026-11-28T05:30:00.000Z');
  expect(start('2026-11-23T06:00Z', 'America/New_York')).toBe('2026-11-23T14:00:00.000Z');
});
