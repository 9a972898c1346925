import { describe, expect, it } from 'vitest';
import { addDays, clockIn, dayIn, daysBetween, endOfDay, momentAt, startOfDay } from './days';

const zones = [
  'UTC',
  'Asia/Tehran',
  'Asia/Shanghai',
  'America/Los_Angeles',
  'Pacific/Kiritimati',
  'Asia/Kathmandu',
];

describe('days in a timezone', () => {
  it('begin at a moment of that day, a second before which it is still the day before', () => {
    for (const zone of zones) {
      for (let date = '2026-01-01'; date < '2027-01-01'; date = addDays(date, 13)) {
        const start = new Date(startOfDay(date, zone));
        expect(dayIn(zone, start), zone).toBe(date);
        expect(dayIn(zone, new Date(start.getTime() - 1000)), zone).toBe(addDays(date, -1));
      }
    }
  });

  it('begin where the zone is', () => {
    expect(startOfDay('2026-11-21', 'Asia/Tehran')).toBe('2026-11-20T20:30:00.000Z');
    expect(startOfDay('2026-07-01', 'America/Los_Angeles')).toBe('2026-07-01T07:00:00.000Z');
  });

  it('begin at one where midnight is skipped', () => {
    expect(startOfDay('2026-04-24', 'Africa/Cairo')).toBe('2026-04-23T22:00:00.000Z');
  });

  it('are counted whole', () => {
    const now = new Date('2026-11-21T12:00:00Z');
    expect(daysBetween('2026-11-19T13:00:00Z', now)).toBe(1);
    expect(daysBetween('2026-11-22T13:00:00Z', now)).toBe(0);
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  });

  it('last to their last minute, in summer and in winter', () => {
    expect(endOfDay('2026-01-31', 'Asia/Shanghai')).toBe('2026-01-31T15:59:00.000Z');
    expect(endOfDay('2026-03-29', 'Europe/Berlin')).toBe('2026-03-29T21:59:00.000Z');
    expect(dayIn('America/New_York', new Date(endOfDay('2026-11-01', 'America/New_York')))).toBe(
      '2026-11-01',
    );
  });
});

describe('a time of a day in a timezone', () => {
  it('is the moment at which a clock there shows it', () => {
    expect(momentAt('2026-11-21', '09:30', 'Asia/Tehran')).toBe('2026-11-21T06:00:00.000Z');
    for (const zone of zones)
      for (const [date, time] of [
        ['2026-03-29', '00:15'],
        ['2026-07-01', '12:00'],
        ['2026-11-01', '23:59'],
      ] as const) {
        const moment = new Date(momentAt(date, time, zone));
        expect([dayIn(zone, moment), clockIn(zone, moment)], zone).toEqual([date, time]);
      }
  });

  it('is an hour later where the clocks skip it', () => {
    expect(momentAt('2026-03-29', '02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  });
});
