import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conflictsAt, type FreeBusy, firstFree, mergedTimes } from './freeTime';

const hour = 3_600_000;
const quarter = hour / 4;
const monday = Date.parse('2026-11-23T00:00Z');
const week = {
  working_days: [1, 2, 3, 4, 5],
  working_from: '09:00',
  working_until: '17:00',
};
const person = (timezone: string, ...busy: [number, number][]) => ({
  profile_id: timezone,
  timezone,
  busy: busy.map(([from, to]) => ({
    starts_at: new Date(monday + from * hour).toISOString(),
    ends_at: new Date(monday + to * hour).toISOString(),
    title: null,
  })),
});
const at = (moment: number | null) => moment && new Date(moment).toISOString();

it('says times that meet as one', () => {
  const [{ busy }] = [person('UTC', [4, 5], [1, 2], [1, 3], [3, 3.5])];
  expect(
    mergedTimes(busy).map(({ starts_at, ends_at }) => [starts_at.slice(11, 16), ends_at.slice(11, 16)]),
  ).toEqual([
    ['01:00', '03:30'],
    ['04:00', '05:00'],
  ]);
});

describe('the first time that suits all', () => {
  it('is when the last of them has begun to work and is free', () => {
    const known: FreeBusy = { ...week, people: [person('UTC', [10, 11.1]), person('Europe/Berlin')] };
    expect(at(firstFree(known, monday, monday + 96 * hour, 60))).toBe('2026-11-23T09:00:00.000Z');
    expect(at(firstFree(known, monday, monday + 96 * hour, 90))).toBe('2026-11-23T11:15:00.000Z');
  });

  it('leaves days out on which people do not work, and is none where clocks never meet', () => {
    const known: FreeBusy = { ...week, people: [person('Asia/Tehran')] };
    const weekend = { ...known, working_days: [6, 0, 1, 2, 3] };
    const thursday = monday + 72 * hour;
    expect(at(firstFree(weekend, thursday, thursday + 96 * hour, 30))).toBe('2026-11-28T05:30:00.000Z');
    const apart: FreeBusy = { ...week, people: [person('Asia/Tokyo'), person('America/New_York')] };
    expect(firstFree(apart, monday, monday + 240 * hour, 15)).toBeNull();
  });

  it('is free for all, and no quarter of an hour before it is', () => {
    const busy = fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 40 }))
        .map(([start, length]): [number, number] => [start / 5, (start + length) / 5]),
      { maxLength: 6 },
    );
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Tehran', 'America/St_Johns');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(zone, busy), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 96 }),
        fc.constantFrom(15, 30, 60, 120),
        (people, start, minutes) => {
          const known: FreeBusy = {
            ...week,
            people: people.map(([timezone, of]) => person(timezone, ...of)),
          };
          const from = monday + start * quarter;
          const to = from + 96 * hour;
          const found = firstFree(known, from, to, minutes);
          const suits = (moment: number) =>
            conflictsAt(known, moment, moment + minutes * 60_000).length === 0 &&
            firstFree(
              { ...known, people: known.people.map((one) => ({ ...one, busy: [] })) },
              moment,
              to,
              minutes,
            ) === moment;
          if (found !== null) expect(suits(found)).toBe(true);
          for (let moment = from; moment < (found ?? Math.min(to, from + 48 * hour)); moment += quarter)
            expect(suits(moment)).toBe(false);
        },
      ),
      { numRuns: 30 },
    );
  });
});
