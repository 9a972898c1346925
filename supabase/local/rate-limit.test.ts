import { expect, test } from 'vitest';
import { RateLimit } from './rate-limit.ts';

test('so many within the time, then a wait until the oldest is forgotten; other keys are free', () => {
  let now = 0;
  const limit = new RateLimit(3, 60_000, () => now);
  for (const time of [0, 10_000, 20_000]) {
    now = time;
    expect(limit.wait('a')).toBe(0);
    limit.count('a');
  }
  expect(limit.wait('a')).toBe(40);
  expect(limit.wait('b')).toBe(0);
  now = 59_999;
  expect(limit.wait('a')).toBe(1);
  now = 60_000;
  expect(limit.wait('a')).toBe(0);
  limit.count('a');
  expect(limit.wait('a')).toBe(10);
  limit.clear('a');
  expect(limit.wait('a')).toBe(0);
});
