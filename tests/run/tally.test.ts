import { beforeEach, expect, test, vi } from 'vitest';
import { judge, sum } from './tally.ts';

beforeEach(() => {
  vi.spyOn(console, 'log').mockReturnValue();
});

test('tallies add up', () => {
  expect(
    sum([
      { passed: 2, failed: 0 },
      { passed: 1, failed: 3 },
    ]),
  ).toEqual({ passed: 3, failed: 3 });
  expect(sum([])).toEqual({ passed: 0, failed: 0 });
});

test('a runner that ran nothing has failed, whatever its exit code', () => {
  expect(judge({ passed: 0, failed: 0 }, 0, 'a runner')).toEqual({ passed: 0, failed: 1 });
  expect(judge({ passed: 0, failed: 0 }, 1, 'a runner')).toEqual({ passed: 0, failed: 1 });
});

test('a runner that fails without a failed test has failed', () => {
  expect(judge({ passed: 5, failed: 0 }, 1, 'a runner')).toEqual({ passed: 5, failed: 1 });
  expect(judge({ passed: 5, failed: 2 }, 1, 'a runner')).toEqual({ passed: 5, failed: 2 });
  expect(judge({ passed: 5, failed: 0 }, 0, 'a runner')).toEqual({ passed: 5, failed: 0 });
});
