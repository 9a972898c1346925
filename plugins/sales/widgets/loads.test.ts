import { expect, it } from 'vitest';
import { averageLoad, tiersOf } from './loads';

const loads = [
  { owner: 'a', tier: 'key', customers: 3, deals: 1 },
  { owner: 'a', tier: null, customers: 1, deals: 0 },
  { owner: 'b', tier: 'small', customers: 5, deals: 4 },
];

it('lists the tiers that there are, the most valued first', () => {
  expect(tiersOf(loads)).toEqual(['key', 'small', null]);
  expect(tiersOf([])).toEqual([]);
});

it('takes the average of all who have anything, of that tier or not', () => {
  expect(averageLoad(loads, 'key')).toEqual({ customers: 1.5, deals: 0.5 });
  expect(averageLoad(loads, 'strategic')).toEqual({ customers: 0, deals: 0 });
  expect(averageLoad([], 'key')).toEqual({ customers: 0, deals: 0 });
});
