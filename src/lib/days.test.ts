import { describe, expect, it } from 'vitest';
import { addDays, dayIn, daysBetween, startOfDay } from './days';

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
});
