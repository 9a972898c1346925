import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { dimensionKinds, metricKinds } from '../../src/dashboards/keys.ts';
import {
  ask,
  inMay,
  type Json,
  newCustomer,
  newProduct,
  type SalesCompany,
  salesCompany,
} from './metric-set.ts';
import { type Person, sql } from './support.ts';

let rep: Person;
let other: Person;
let manager: Person;
let exec: Person;
let deal: SalesCompany['deal'];

beforeAll(async () => {
  ({ rep, other, manager, exec, deal } = await salesCompany());
});

test('the screens know exactly the metrics and dimensions that the database has', async () => {
  const { rows: metrics } = await sql.query<{ key: string; unit: string; ratio: boolean; drill: Json }>(
    'select key, unit, numerator is not null as ratio, drill from public.metrics order by key',
  );
  expect(metrics).toEqual(
    Object.entries(metricKinds)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { unit, ratio, drill }]) => ({ key, unit, ratio, drill })),
  );
  const { rows: dimensions } = await sql.query<{ key: string; kind: string }>(
    'select distinct key, kind from public.metric_dimensions order by key',
  );
  expect(Object.fromEntries(dimensions.map(({ key, kind }) => [key, kind]))).toEqual(dimensionKinds);
});

describe('what is counted', () => {
  const all = {
    metrics: [
      'deals.won_value',
      'deals.won_count',
      'deals.lost_count',
      'deals.win_rate',
      'deals.open_value',
      'deals.weighted_value',
    ],
  };

  beforeAll(async () => {
    await deal({ amount: 100 });
    await deal({ amount: 250.5 });
    await deal({ stage: 'lost', amount: 70 });
    await deal({ stage: 'open', amount: 1000 });
    await deal({ stage: 'open', amount: 200, probability: 0.9 });
    await deal({ owner: other.id, amount: 40 });
    await deal({ owner: other.id, stage: 'lost' });
    await deal({ owner: null, amount: 7 });
    await deal({ amount: 9999, deleted: true });
    await deal({ amount: null });
    await deal({ amount: 500, closed: '2024-04-30T15:59:00Z' });
  });

  test('each reader has the sums of the deals that they may read, as plain SQL has them', async () => {
    // other tests have deals of their own in this database: the question names whose deals are meant here
    const everyone = [rep.id, manager.id, other.id];
    const whose: [Person, string[]][] = [
      [rep, [rep.id]],
      [manager, [rep.id, manager.id]],
      [exec, everyone],
    ];
    for (const [person, owners] of whose) {
      const { rows } = await sql.query<Record<string, string | null>>(
        `select
           coalesce(sum(amount) filter (where d.outcome = 'won' and inside), 0) as "deals.won_value",
           count(*) filter (where d.outcome = 'won' and inside) as "deals.won_count",
           count(*) filter (where d.outcome = 'lost' and inside) as "deals.lost_count",
           round(count(*) filter (where d.outcome = 'won' and inside)::numeric / nullif(count(*) filter (where d.outcome <> 'open' and inside), 0), 6) as "deals.win_rate",
           coalesce(sum(amount) filter (where d.outcome = 'open'), 0) as "deals.open_value",
           coalesce(sum(amount * coalesce(d.win_probability, s.win_probability)) filter (where d.outcome = 'open'), 0) as "deals.weighted_value"
         from (select *, closed_at >= '2024-05-01 00:00+08' and closed_at < '2024-06-01 00:00+08' as inside from public.deals) d
         join public.pipeline_stages s on s.id = d.stage_id
         where d.deleted_at is null and d.currency = 'USD' and d.owner_id = any ($1)`,
        [owners],
      );
      const byHand = Object.fromEntries(
        Object.entries(rows[0] ?? {}).map(([key, text]) => [key, Number(text)]),
      );
      const { totals } = await ask(person.api, { ...all, ...inMay, filters: { owner: everyone } });
      expect(totals, person.fullName).toEqual(byHand);
      expect(totals['deals.won_count']).toBeGreaterThan(0);
    }
    const mine = await ask(rep.api, { ...all, ...inMay });
    expect(mine.totals).toEqual({
      'deals.won_value': 350.5,
      'deals.won_count': 3,
      'deals.lost_count': 1,
      'deals.win_rate': 0.75,
      'deals.open_value': 1200,
      'deals.weighted_value': 1000 * 0.25 + 200 * 0.9,
    });
  });

  test('a win rate is a ratio of the sums, not a mean of ratios', async () => {
    const { rows, totals } = await ask(exec.api, {
      metrics: ['deals.win_rate', 'deals.won_count', 'deals.closed_count'],
      by: ['owner'],
      filters: { owner: [rep.id, other.id] },
      ...inMay,
    });
    expect(rows.map((row) => [row.owner, row['deals.win_rate']])).toEqual([
      [rep.id, 0.75],
      [other.id, 0.5],
    ]);
    expect(totals['deals.win_rate']).toBe(Math.round((4 / 6) * 1e6) / 1e6);
    const nothing = await ask(rep.api, {
      metrics: ['deals.win_rate'],
      range: { from: '1999-01-01', to: '1999-01-31' },
    });
    expect(nothing.totals).toEqual({ 'deals.win_rate': null });
  });

  test('rows have names, and those that nobody owns are a row of their own', async () => {
    const { rows } = await ask(exec.api, {
      metrics: ['deals.won_value'],
      by: ['owner'],
      filters: { owner: [rep.id, null] },
      ...inMay,
    });
    expect(rows).toEqual([
      { owner: rep.id, owner_label: rep.fullName, 'deals.won_value': 350.5 },
      { owner: null, owner_label: null, 'deals.won_value': 7 },
    ]);
    const regions = await ask(exec.api, {
      metrics: ['deals.won_value'],
      by: ['sales_region'],
      filters: { owner: [rep.id] },
      ...inMay,
    });
    expect(regions.rows).toEqual([
      { sales_region: 'North', sales_region_label: 'North', 'deals.won_value': 350.5 },
    ]);
  });

  test('open and closed figures stand together by owner', async () => {
    const { rows } = await ask(exec.api, {
      metrics: ['deals.won_value', 'deals.open_value'],
      by: ['owner'],
      filters: { owner: [rep.id, other.id] },
      ...inMay,
    });
    expect(rows.map((row) => [row.owner, row['deals.won_value'], row['deals.open_value']])).toEqual([
      [rep.id, 350.5, 1200],
      [other.id, 40, 0],
    ]);
  });

  test('only the asked number of rows is given, and it is said that there are more', async () => {
    const request = {
      metrics: ['deals.won_value'],
      by: ['owner'],
      filters: { owner: [rep.id, other.id] },
      ...inMay,
    };
    expect(await ask(exec.api, { ...request, limit: 1 })).toMatchObject({
      more: true,
      rows: [{ owner: rep.id }],
    });
    expect(await ask(exec.api, { ...request, limit: 2 })).toMatchObject({ more: false });
    const least = await ask(exec.api, {
      ...request,
      limit: 1,
      order: { by: 'deals.won_value', direction: 'asc' },
    });
    expect(least.rows).toMatchObject([{ owner: other.id }]);
  });
});

describe('products', () => {
  test('a deal of three items counts once in each line, and its money adds up to its amount', async () => {
    const [hardware, service] = [randomUUID(), randomUUID()];
    const there = await newCustomer();
    const [a, b, c] = [await newProduct(hardware), await newProduct(hardware), await newProduct(service)];
    await deal({
      amount: 90,
      customer: there,
      items: [
        [a, 10],
        [b, 20],
        [c, 60],
      ],
    });
    await deal({ amount: 10, customer: there });
    const request = { metrics: ['deals.won_value', 'deals.won_count'], filters: { customer: [there] } };
    const lines = await ask(exec.api, { ...request, by: ['product_line'] });
    expect(lines.rows).toEqual([
      {
        product_line: service,
        product_line_label: service,
        'deals.won_value': expect.closeTo(60, 9),
        'deals.won_count': 1,
      },
      {
        product_line: hardware,
        product_line_label: hardware,
        'deals.won_value': expect.closeTo(30, 9),
        'deals.won_count': 1,
      },
      { product_line: null, product_line_label: null, 'deals.won_value': 10, 'deals.won_count': 1 },
    ]);
    expect(lines.totals).toEqual({ 'deals.won_value': expect.closeTo(100, 9), 'deals.won_count': 2 });

    const products = await ask(exec.api, { ...request, by: ['product'] });
    const sum = products.rows.reduce((total, row) => total + Number(row['deals.won_value']), 0);
    expect(sum).toBeCloseTo(100, 9);

    const one = await ask(exec.api, { ...request, filters: { customer: [there], product_line: [hardware] } });
    expect(one.totals).toEqual({ 'deals.won_value': expect.closeTo(30, 9), 'deals.won_count': 1 });
    const none = await ask(exec.api, { ...request, filters: { customer: [there], product: [null] } });
    expect(none.totals).toEqual({ 'deals.won_value': 10, 'deals.won_count': 1 });
  });
});

describe('money', () => {
  test('is converted at the rate of the closing day, today’s for what is open, and left out where there is none', async () => {
    const there = await newCustomer();
    await sql.query(
      `insert into public.exchange_rates (currency, valid_from, rate) values ('XAA', '2024-01-01', 2), ('XAA', '2024-05-10', 3), ('XAA', current_date - 1, 4)`,
    );
    await deal({ amount: 10, currency: 'XAA', closed: '2024-05-09T15:59:00Z', customer: there });
    await deal({ amount: 10, currency: 'XAA', closed: '2024-05-09T16:00:00Z', customer: there });
    await deal({ amount: 10, currency: 'XAA', stage: 'open', customer: there });
    await deal({ amount: 10, currency: 'XAA', closed: '2023-05-09T16:00:00Z', customer: there });
    await deal({ amount: 10, currency: 'XBB', customer: there });
    await deal({ amount: null, currency: 'XBB', customer: there });
    await deal({ amount: 1, customer: there });
    const answer = await ask(exec.api, {
      metrics: ['deals.won_value', 'deals.won_count', 'deals.open_value', 'deals.weighted_value'],
      filters: { customer: [there] },
    });
    expect(answer.totals).toEqual({
      'deals.won_value': 10 * 2 + 10 * 3 + 1,
      'deals.won_count': 6,
      'deals.open_value': 40,
      'deals.weighted_value': 10,
    });
    expect(answer.skipped).toBe(2);
  });
});
