import { expect, it } from 'vitest';
import { dateOfDay, dayOfDate, timeOfDate, toDate, toMoment, wholeDays } from './clock';

it('shows the clock of the reader’s timezone, whichever this machine’s is, and takes it back', () => {
  for (const [moment, timezone, day, time] of [
    ['2026-11-21T20:45:00.000Z', 'Asia/Tehran', '2026-11-22', '00:15'],
    ['2026-11-21T20:45:00.000Z', 'America/New_York', '2026-11-21', '15:45'],
    ['2026-07-01T10:00:00.000Z', 'Europe/Berlin', '2026-07-01', '12:00'],
  ] as const) {
    const date = toDate(moment, timezone);
    expect([dayOfDate(date), timeOfDate(date)]).toEqual([day, time]);
    expect(toMoment(date, timezone)).toBe(moment);
  }
  expect(dayOfDate(dateOfDay('0999-03-04'))).toBe('0999-03-04');
});

it('takes whole days from the first to the end of the last', () => {
  expect(wholeDays('2026-11-21', '2026-11-22', 'Asia/Tehran')).toEqual({
    starts_at: '2026-11-20T20:30:00.000Z',
    ends_at: '2026-11-22T20:30:00.000Z',
  });
});
