import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ask, type Json, newCustomer, type SalesCompany, salesCompany } from './metric-set.ts';
import { type Person, sql } from './support.ts';

let exec: Person;
let rep: Person;
let other: Person;
let deal: SalesCompany['deal'];

beforeAll(async () => {
  ({ exec, rep, other, deal } = await salesCompany());
});

const settings = (timezone: string, fiscalYear: number) =>
  sql.query('update public.settings set timezone = $1, fiscal_year_start = $2', [timezone, fiscalYear]);
afterEach(() => settings('Asia/Taipei', 1));

/** Won counts of a customer by buckets of time. */
async function counts(customer: string, by: string, range: Json = {}) {
  const { rows } = await ask(exec.api, {
    metrics: ['deals.won_count'],
    by: [by],
    filters: { customer: [customer] },
    range,
  });
  return rows.map((row) => [row[by], row['deals.won_count']]);
}

test('a fiscal year from April begins at midnight in Taipei', async () => {
  await settings('Asia/Taipei', 4);
  const there = await newCustomer();
  await deal({ closed: '2023-03-31T15:59:00Z', customer: there });
  await deal({ closed: '2023-03-31T16:00:00Z', customer: there });
  await deal({ closed: '2024-03-31T15:59:00Z', customer: there });
  expect(await counts(there, 'fiscal_year')).toEqual([
    ['2022-04-01', 1],
    ['2023-04-01', 2],
  ]);
  expect(await counts(there, 'fiscal_quarter')).toEqual([
    ['2023-01-01', 1],
    ['2023-04-01', 1],
    ['2023-07-01', 0],
    ['2023-10-01', 0],
    ['2024-01-01', 1],
  ]);
});

test.each([
  ['this_fiscal_year', 4, '2024-03-31', ['2023-04-01', '2024-04-01', '2022-04-01', '2023-04-01']],
  ['this_fiscal_year', 4, '2024-04-01', ['2024-04-01', '2025-04-01', '2023-04-01', '2023-04-02']],
  ['last_fiscal_year', 4, '2024-03-31', ['2022-04-01', '2023-04-01', '2021-04-01', '2022-04-01']],
  ['this_fiscal_quarter', 2, '2024-01-31', ['2023-11-01', '2024-02-01', '2023-08-01', '2023-11-01']],
  ['last_fiscal_quarter', 2, '2024-02-29', ['2023-11-01', '2024-02-01', '2023-08-01', '2023-11-01']],
  ['this_fiscal_year', 1, '2024-02-29', ['2024-01-01', '2025-01-01', '2023-01-01', '2023-03-02']],
])('%s of a year from month %i, on %s', async (preset, first, today, days) => {
  const { rows } = await sql.query<{ days: string[] }>(
    `select array[from_day::text, to_day::text, compare_from::text, compare_to::text] as days
     from private.metric_period($1, 'previous', $2, 1, $3)`,
    [{ preset }, today, first],
  );
  expect(rows[0]?.days).toEqual(days);
});

test('the leap day is a day of its own', async () => {
  const there = await newCustomer();
  await deal({ closed: '2024-02-29T04:00:00Z', customer: there });
  expect(await counts(there, 'day', { from: '2024-02-28', to: '2024-03-01' })).toEqual([
    ['2024-02-28', 0],
    ['2024-02-29', 1],
    ['2024-03-01', 0],
  ]);
  expect(await counts(there, 'month', { from: '2024-02-01', to: '2024-02-29' })).toEqual([['2024-02-01', 1]]);
});

test('days of 23 and of 25 hours hold what happened on them', async () => {
  await settings('America/New_York', 1);
  const there = await newCustomer();
  for (const closed of ['2024-03-10T04:59:00Z', '2024-03-10T05:00:00Z', '2024-03-11T03:59:00Z'])
    await deal({ closed, customer: there });
  expect(await counts(there, 'day', { from: '2024-03-09', to: '2024-03-11' })).toEqual([
    ['2024-03-09', 1],
    ['2024-03-10', 2],
    ['2024-03-11', 0],
  ]);
  for (const closed of ['2024-11-03T04:00:00Z', '2024-11-04T04:59:00Z', '2024-11-04T05:00:00Z'])
    await deal({ closed, customer: there });
  expect(await counts(there, 'day', { from: '2024-11-02', to: '2024-11-04' })).toEqual([
    ['2024-11-02', 0],
    ['2024-11-03', 2],
    ['2024-11-04', 1],
  ]);
});

test('with no data at all counts are zero, ratios unknown, and asked months are there', async () => {
  const there = await newCustomer();
  const request = {
    metrics: ['deals.won_value', 'deals.win_rate', 'deals.sales_cycle', 'orders.value'],
    filters: { customer: [there] },
  };
  const nothing = {
    'deals.won_value': 0,
    'deals.win_rate': null,
    'deals.sales_cycle': null,
    'orders.value': 0,
  };
  expect(await ask(exec.api, request)).toMatchObject({ totals: nothing, rows: [], skipped: 0, more: false });
  expect((await ask(exec.api, { ...request, by: ['month'] })).rows).toEqual([]);
  const { rows } = await ask(exec.api, {
    ...request,
    by: ['month'],
    range: { from: '2024-01-15', to: '2024-02-15' },
  });
  expect(rows).toEqual(
    ['2024-01-01', '2024-02-01'].map((month) => ({ month, month_label: month, ...nothing })),
  );
});

test('one row, and amounts that nobody gave', async () => {
  const there = await newCustomer();
  await deal({ amount: null, opened: '2024-05-01T08:00:00Z', customer: there });
  const request = {
    metrics: ['deals.won_value', 'deals.won_count', 'deals.average_won_value', 'deals.sales_cycle'],
    filters: { customer: [there] },
  };
  const { totals } = await ask(exec.api, request);
  expect(totals).toEqual({
    'deals.won_value': 0,
    'deals.won_count': 1,
    'deals.average_won_value': 0,
    'deals.sales_cycle': 9,
  });
  const bands = await ask(exec.api, { ...request, metrics: ['deals.won_count'], by: ['deal_size'] });
  expect(bands.rows).toEqual([{ deal_size: null, deal_size_label: null, 'deals.won_count': 1 }]);
});

describe('compared', () => {
  let there: string;
  beforeAll(async () => {
    there = await newCustomer();
    await deal({ amount: 30, closed: '2024-05-03T00:00:00Z', customer: there });
    await deal({ amount: 5, closed: '2024-04-03T00:00:00Z', customer: there, owner: other.id });
    await deal({ amount: 20, closed: '2024-04-30T00:00:00Z', customer: there });
    await deal({ amount: 7, closed: '2023-05-31T00:00:00Z', customer: there });
    await deal({ amount: 4, stage: 'open', customer: there });
  });
  const filters = () => ({ customer: [there] });

  test('rows carry their own figures of the period before', async () => {
    const { rows, compared } = await ask(exec.api, {
      metrics: ['deals.won_value', 'deals.open_value'],
      by: ['owner'],
      filters: filters(),
      range: { from: '2024-05-01', to: '2024-05-31' },
      compare: 'previous',
    });
    expect(rows).toEqual([
      {
        owner: rep.id,
        owner_label: rep.fullName,
        'deals.won_value': 30,
        'deals.open_value': 4,
        compared: { 'deals.won_value': 20, 'deals.open_value': null },
      },
    ]);
    expect(compared?.totals).toEqual({ 'deals.won_value': 25, 'deals.open_value': null });
  });

  test('months stand beside the month in the same place, with the same dates last year', async () => {
    const { rows, compared } = await ask(exec.api, {
      metrics: ['deals.won_value', 'deals.win_rate'],
      by: ['month'],
      filters: filters(),
      range: { from: '2024-04-01', to: '2024-05-31' },
      compare: 'last_year',
    });
    expect(rows.map((row) => [row.month, row['deals.won_value'], row.compared])).toEqual([
      ['2024-04-01', 25, { 'deals.won_value': 0, 'deals.win_rate': null }],
      ['2024-05-01', 30, { 'deals.won_value': 7, 'deals.win_rate': 1 }],
    ]);
    expect(compared?.period).toEqual({ from: '2023-04-01', to: '2023-05-31' });
  });

  test('who had nothing before is compared with zero', async () => {
    const { rows } = await ask(exec.api, {
      metrics: ['deals.won_value', 'deals.win_rate'],
      by: ['owner'],
      filters: filters(),
      range: { from: '2024-04-01', to: '2024-04-30' },
      compare: 'last_year',
    });
    expect(rows.map((row) => [row.owner, row.compared])).toEqual([
      [rep.id, { 'deals.won_value': 0, 'deals.win_rate': null }],
      [other.id, { 'deals.won_value': 0, 'deals.win_rate': null }],
    ]);
  });
});

test('a running period is set against the same point of the one before, and its whole', async () => {
  const there = await newCustomer();
  const request = {
    metrics: ['deals.won_value'],
    filters: { customer: [there] },
    range: { preset: 'this_year' },
    compare: 'previous',
    pace: true,
  };
  const { today } = await ask(exec.api, request);
  const year = Number(today.slice(0, 4));
  await deal({ amount: 9, closed: `${year}-01-01T04:00:00Z`, customer: there });
  await deal({ amount: 5, closed: `${year - 1}-01-01T04:00:00Z`, customer: there });
  await deal({ amount: 2, closed: `${year - 1}-12-31T04:00:00Z`, customer: there });

  const answer = await ask(exec.api, request);
  expect(answer.totals).toEqual({ 'deals.won_value': 9 });
  const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
  const whole = days(`${year}-01-01`, `${year + 1}-01-01`);
  const over = days(`${year}-01-01`, today) + 1;
  // On the year's last two days the same point of the year before may be its end.
  const lastDay = over === whole;
  if (over < whole - 1) expect(answer.compared?.totals).toEqual({ 'deals.won_value': 5 });
  expect(answer.pace).toEqual(
    lastDay
      ? undefined
      : {
          elapsed: Math.round((over / whole) * 1e6) / 1e6,
          compared: {
            totals: { 'deals.won_value': 7 },
            period: { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` },
          },
        },
  );
});
