import { beforeAll, expect, test } from 'vitest';
import { ask, newCustomer, type SalesCompany, salesCompany } from './metric-set.ts';
import { type Person, sql } from './support.ts';

let exec: Person;
let deal: SalesCompany['deal'];

beforeAll(async () => {
  ({ exec, deal } = await salesCompany());
});

test('a deal won at 23:30 of a month’s last day in Taipei is of that month', async () => {
  const there = await newCustomer();
  await deal({ amount: 11, closed: '2023-01-31T15:30:00Z', customer: there });
  await deal({ amount: 13, closed: '2023-01-31T16:00:00Z', customer: there });
  const request = { metrics: ['deals.won_value'], filters: { customer: [there] } };
  const january = await ask(exec.api, { ...request, range: { from: '2023-01-01', to: '2023-01-31' } });
  expect(january.totals['deals.won_value']).toBe(11);
  const { rows } = await ask(exec.api, {
    ...request,
    by: ['month'],
    range: { from: '2022-12-15', to: '2023-03-01' },
  });
  expect(rows.map((row) => [row.month, row['deals.won_value']])).toEqual([
    ['2022-12-01', 0],
    ['2023-01-01', 11],
    ['2023-02-01', 13],
    ['2023-03-01', 0],
  ]);
});

test('for all time the months run from the first to the last with anything, the empty ones among them', async () => {
  const there = await newCustomer();
  await deal({ amount: 1, closed: '2021-11-03T00:00:00Z', customer: there });
  await deal({ amount: 2, closed: '2022-01-03T00:00:00Z', customer: there });
  const { rows, period } = await ask(exec.api, {
    metrics: ['deals.won_value', 'deals.win_rate'],
    by: ['month'],
    filters: { customer: [there] },
  });
  expect(rows.map((row) => [row.month, row['deals.won_value'], row['deals.win_rate']])).toEqual([
    ['2021-11-01', 1, 1],
    ['2021-12-01', 0, null],
    ['2022-01-01', 2, 1],
  ]);
  expect(period).toEqual({ from: null, to: null });
});

test('weeks begin on the organisation’s day', async () => {
  const there = await newCustomer();
  await deal({ amount: 1, closed: '2024-06-01T16:30:00Z', customer: there }); // Sunday 2 June in Taipei
  const weekOf = async (weekStart: number) => {
    await sql.query('update public.settings set week_start = $1', [weekStart]);
    const { rows } = await ask(exec.api, {
      metrics: ['deals.won_count'],
      by: ['week'],
      filters: { customer: [there] },
    });
    return rows[0]?.week;
  };
  try {
    expect([await weekOf(1), await weekOf(0), await weekOf(6)]).toEqual([
      '2024-05-27',
      '2024-06-02',
      '2024-06-01',
    ]);
  } finally {
    await sql.query('update public.settings set week_start = 1');
  }
});

test.each([
  [
    { preset: 'this_month' },
    'previous',
    '2024-03-31',
    ['2024-03-01', '2024-04-01', '2024-02-01', '2024-03-01'],
  ],
  [
    { preset: 'this_month' },
    'previous',
    '2024-05-10',
    ['2024-05-01', '2024-06-01', '2024-04-01', '2024-04-11'],
  ],
  [
    { preset: 'this_month' },
    'last_year',
    '2024-02-29',
    ['2024-02-01', '2024-03-01', '2023-02-01', '2023-03-01'],
  ],
  [
    { preset: 'last_month' },
    'previous',
    '2024-03-31',
    ['2024-02-01', '2024-03-01', '2024-01-01', '2024-02-01'],
  ],
  [
    { preset: 'this_quarter' },
    'previous',
    '2024-05-10',
    ['2024-04-01', '2024-07-01', '2024-01-01', '2024-02-10'],
  ],
  [
    { preset: 'last_quarter' },
    'last_year',
    '2024-01-05',
    ['2023-10-01', '2024-01-01', '2022-10-01', '2023-01-01'],
  ],
  [
    { preset: 'this_year' },
    'previous',
    '2024-12-31',
    ['2024-01-01', '2025-01-01', '2023-01-01', '2024-01-01'],
  ],
  [
    { preset: 'this_week' },
    'previous',
    '2024-06-02',
    ['2024-05-27', '2024-06-03', '2024-05-20', '2024-05-27'],
  ],
  [
    { preset: 'yesterday' },
    'previous',
    '2024-03-01',
    ['2024-02-29', '2024-03-01', '2024-02-28', '2024-02-29'],
  ],
  [
    { preset: 'last_12_months' },
    'previous',
    '2024-05-10',
    ['2023-06-01', '2024-05-11', '2022-06-01', '2023-05-11'],
  ],
  [
    { preset: 'last_30_days' },
    'previous',
    '2024-05-30',
    ['2024-05-01', '2024-05-31', '2024-04-01', '2024-05-01'],
  ],
  [
    { from: '2024-05-01', to: '2024-05-10' },
    'previous',
    '2024-05-10',
    ['2024-05-01', '2024-05-11', '2024-04-21', '2024-05-01'],
  ],
  [
    { from: '2024-02-29', to: '2024-02-29' },
    'last_year',
    '2024-05-10',
    ['2024-02-29', '2024-03-01', '2023-02-28', '2023-03-01'],
  ],
  [{}, 'previous', '2024-05-10', [null, null, null, null]],
])('%j against %s on %s', async (range, compare, today, days) => {
  const { rows } = await sql.query<{ days: (string | null)[] }>(
    `select array[from_day::text, to_day::text, compare_from::text, compare_to::text] as days from private.metric_period($1, $2, $3, 1, 4)`,
    [range, compare, today],
  );
  expect(rows[0]?.days).toEqual(days);
});

test('the compared period’s totals come along; a figure as it is now has none', async () => {
  const there = await newCustomer();
  await deal({ amount: 30, closed: '2024-05-03T00:00:00Z', customer: there });
  await deal({ amount: 20, closed: '2024-04-30T00:00:00Z', customer: there });
  const answer = await ask(exec.api, {
    metrics: ['deals.won_value', 'deals.open_value'],
    filters: { customer: [there] },
    range: { from: '2024-05-01', to: '2024-05-05' },
    compare: 'previous',
  });
  expect(answer.totals['deals.won_value']).toBe(30);
  expect(answer.compared).toEqual({
    totals: { 'deals.won_value': 20, 'deals.open_value': null },
    period: { from: '2024-04-26', to: '2024-04-30' },
  });
});
