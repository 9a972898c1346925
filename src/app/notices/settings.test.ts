import { expect, it } from 'vitest';
import { readSettings, timesOfDay } from './settings';

it('offers every half hour, and a time that was chosen otherwise, in its place', () => {
  expect(timesOfDay(null)).toHaveLength(48);
  expect(timesOfDay('08:00')).toHaveLength(48);
  const times = timesOfDay('08:10', null);
  expect(times.slice(16, 19)).toEqual(['08:00', '08:10', '08:30']);
});

it('refuses what are no settings', () => {
  expect(() => readSettings({ kinds: {} })).toThrow(TypeError);
});
