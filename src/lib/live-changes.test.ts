import { expect, it } from 'vitest';
import { concerns, inPlace, LiveChanges, type LiveEvent } from './live-changes';

const taken = (...events: LiveEvent[]) => {
  const changes = new LiveChanges();
  for (const event of events) changes.add(event);
  return changes.take();
};

it('brings lists and counts of a table up to date, and its records only where they changed', () => {
  const rows = taken({ table: 'deals' });
  expect(concerns(rows, ['data', 'default', 'deals', 'list', { filters: [] }])).toBe(true);
  expect(concerns(rows, ['data', 'default', 'deals', 'one', 'a', {}])).toBe(false);
  expect(concerns(rows, ['data', 'default', 'customers', 'list', {}])).toBe(false);
  expect(concerns(taken({ table: 'deals', many: true }), ['data', 'default', 'deals', 'one', 'a', {}])).toBe(
    true,
  );
  const record = taken({ table: 'deals', id: 'a' });
  expect(concerns(record, ['data', 'default', 'deals', 'one', 'a', {}])).toBe(true);
  expect(concerns(record, ['data', 'default', 'deals', 'overview', 'a'])).toBe(true);
  expect(concerns(record, ['data', 'default', 'deals', 'one', 'b', {}])).toBe(false);
  expect(concerns(record, ['data', 'default', 'deals', 'list', {}])).toBe(false);
});

it('brings what hangs on a record, and figures, up to date', () => {
  const calls = taken({ table: 'activities' });
  expect(concerns(calls, ['data', 'default', 'customers', 'timeline', 'a', []])).toBe(true);
  expect(concerns(calls, ['data', 'default', 'customers', 'overview', 'a'])).toBe(true);
  expect(concerns(calls, ['query_metrics', []])).toBe(true);
  expect(concerns(taken({ table: 'profiles' }), ['query_metrics', []])).toBe(false);
  expect(concerns(calls, ['palette', 'x'])).toBe(false);
});

it('forgets what was taken', () => {
  const changes = new LiveChanges();
  for (let i = 0; i < 1000; i++) changes.add({ table: 'deals' });
  expect(changes.take().tables.size).toBe(1);
  expect(changes.isEmpty).toBe(true);
});

it('changes rows in their places, and says what else there is', () => {
  const shown = [
    { id: 1, name: 'A' },
    { id: 2, name: 'B' },
  ];
  expect(
    inPlace(shown, [
      { id: 1, name: 'A2' },
      { id: 2, name: 'B' },
    ]),
  ).toEqual({
    rows: [
      { id: 1, name: 'A2' },
      { id: 2, name: 'B' },
    ],
    moved: false,
    fresh: 0,
  });
  expect(
    inPlace(shown, [
      { id: 3, name: 'C' },
      { id: 1, name: 'A2' },
    ]),
  ).toEqual({
    rows: [
      { id: 1, name: 'A2' },
      { id: 2, name: 'B' },
    ],
    moved: true,
    fresh: 1,
  });
  expect(
    inPlace(shown, [
      { id: 2, name: 'B' },
      { id: 1, name: 'A' },
    ]).moved,
  ).toBe(true);
});
