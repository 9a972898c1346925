import { expect, test } from 'vitest';
import { figure, markdown, measure, spread } from './bench.ts';

test('the percentiles are values that were measured', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(spread(hundred)).toEqual({ p50: 50, p95: 95 });
  expect(spread([7])).toEqual({ p50: 7, p95: 7 });
  expect(() => spread([])).toThrow('no samples');
});

test('figures are short', () => {
  expect([0.01234, 1.5, 12.345, 420_000].map(figure)).toEqual(['0.0123', '1.5', '12.3', '420,000']);
});

test('a table has numbers at the end of the line', () => {
  expect(markdown({ head: ['what', 'ms'], rows: [['list', 1.2345]], note: 'A note.' })).toBe(
    '| what | ms |\n| --- | --: |\n| list | 1.23 |\n\nA note.',
  );
});

test('measures as often as asked, in turn, after warming up', async () => {
  const calls: string[] = [];
  const samples = await measure(2, {
    one: async (round) => calls.push(`one ${round}`),
    other: async (round) => calls.push(`other ${round}`),
  });
  expect(samples.one).toHaveLength(2);
  expect(samples.other).toHaveLength(2);
  expect(calls.slice(-4)).toEqual(['one 0', 'other 0', 'one 1', 'other 1']);
  expect(calls.length).toBeGreaterThan(4);
});
