import { expect, test } from 'vitest';
import { type Adjustment, adjustedForecasts, type Subject } from './adjusted.ts';

const subjects: Subject[] = [
  { whose: 'organisation', key: null, parent: null, weighted: 100 },
  { whose: 'team', key: 'north', parent: null, weighted: 70 },
  { whose: 'team', key: 'far north', parent: 'north', weighted: 30 },
  { whose: 'person', key: 'ada', parent: 'far north', weighted: 20 },
  { whose: 'person', key: 'ben', parent: 'far north', weighted: 10 },
  { whose: 'person', key: 'cai', parent: null, weighted: 30 },
];
const person = (key: string, amount: number | null): Adjustment => ({ whose: 'person', key, amount });
const team = (key: string, amount: number): Adjustment => ({ whose: 'team', key, amount });
const adjusted = (adjustments: Adjustment[], of = subjects) =>
  Object.fromEntries(adjustedForecasts(of, adjustments));

test('without an adjustment nothing is adjusted', () => {
  expect(adjusted([])).toEqual({});
  expect(adjusted([person('ada', null)])).toEqual({});
});

test('an adjustment changes what it rolls up to', () => {
  expect(adjusted([person('ada', 15), person('cai', 40)])).toEqual({
    ada: 15,
    'far north': 25,
    north: 65,
    cai: 40,
    '': 105,
  });
});

test('an adjustment of a team stands for those in it, who keep theirs', () => {
  expect(adjusted([person('ada', 0), team('far north', 33)])).toEqual({
    ada: 0,
    'far north': 33,
    north: 73,
    '': 103,
  });
});

test('of whom one sees no team and no organisation, each stands alone', () => {
  expect(adjusted([person('ada', 5)], subjects.slice(3))).toEqual({ ada: 5 });
});
