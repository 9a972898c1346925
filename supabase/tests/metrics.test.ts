import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { dimensionKinds, metricKinds } from '../../src/dashboards/keys.ts';
import { callRpc } from '../../src/providers/data/rpc.ts';
import { type Client, createPerson, createTeam, type Person, sql, value } from './support.ts';

type Json = Record<string, unknown>;
interface Answer {
  rows: Json[];
  totals: Record<string, number | null>;
  compared?: { totals: Record<string, number | null>; period: { from: string; to: string } };
  period: { from: string | null; to: string | null };
  skipped: number;
  more: boolean;
  error?: { key: string; code: string; field: string; message: string };
}

/** Asks as the app does: by GET where that is possible. Rejects with what PostgREST says. */
async function batch(api: Client, requests: unknown): Promise<Record<string, Answer>> {
  const { data, error } = await callRpc(api, 'query_metrics', { requests }, { stable: true });
  if (error) throw error;
  return data as Record<string, Answer>;
}

async function ask(api: Client, request: Json): Promise<Answer> {
  const { q } = await batch(api, [{ id: 'q', ...request }]);
  if (!q || q.error) throw new Error(q?.error?.message ?? 'no answer', { cause: q?.error });
  return q;
}

let pipeline: Record<'pipeline' | 'open' | 'won' | 'lost', string>;
let rep: Person;
let other: Person;
let manager: Person;
let exec: Person;
let customer: string;

interface Wishes {
  owner?: string | null;
  stage?: 'open' | 'won' | 'lost';
  amount?: number | null;
  currency?: string;
  closed?: string;
  customer?: string;
  probability?: number;
  deleted?: boolean;
  items?: [product: string, price: number][];
}

async function deal(wishes: Wishes = {}): Promise<string> {
  const stage = wishes.stage ?? 'won';
  const id = await value<string>(
    `insert into public.deals (name, stage_id, pipeline_id, owner_id, amount, currency, closed_at, customer_id, win_probability)
     values ('Deal', $1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    [
      pipeline[stage],
      pipeline.pipeline,
      wishes.owner === undefined ? rep.id : wishes.owner,
      wishes.amount === undefined ? 100 : wishes.amount,
      wishes.currency ?? 'USD',
      stage === 'open' ? null : (wishes.closed ?? '2024-05-10T08:00:00Z'),
      wishes.customer ?? customer,
      wishes.probability,
    ],
  );
  for (const [product, price] of wishes.items ?? []) {
    await sql.query('insert into public.deal_items (deal_id, product_id, unit_price) values ($1, $2, $3)', [
      id,
      product,
      price,
    ]);
  }
  if (wishes.deleted) await sql.query('update public.deals set deleted_at = now() where id = $1', [id]);
  return id;
}

const newCustomer = () =>
  value<string>(`insert into public.customers (name, kind) values ($1, 'company') returning id`, [
    `Customer ${randomUUID()}`,
  ]);
const newProduct = (line: string) =>
  value<string>(
    'insert into public.products (sku, name, product_line, list_price) values ($1, $1, $2, 10) returning id',
    [randomUUID(), line],
  );
const inMay = { range: { from: '2024-05-01', to: '2024-05-31' } };

beforeAll(async () => {
  await sql.query(
    `insert into public.settings (organisation, base_currency, timezone, week_start) values ('Test', 'USD', 'Asia/Taipei', 1)
     on conflict (id) do update set base_currency = 'USD', timezone = 'Asia/Taipei', week_start = 1`,
  );
  const id = await value<string>('insert into public.pipelines (name) values ($1) returning id', [
    randomUUID(),
  ]);
  const stage = (key: string, position: number, probability: number) =>
    value<string>(
      `insert into public.pipeline_stages (pipeline_id, key, name, position, win_probability, outcome)
       values ($1, $2, $2, $3, $4, $2) returning id`,
      [id, key, position, probability],
    );
  pipeline = {
    pipeline: id,
    open: await stage('open', 1, 0.25),
    won: await stage('won', 2, 1),
    lost: await stage('lost', 3, 0),
  };
  const team = await createTeam();
  manager = await createPerson({ roles: ['sales_manager'], teamId: team });
  await sql.query('update public.teams set lead_id = $1, region = $2 where id = $3', [
    manager.id,
    'North',
    team,
  ]);
  rep = await createPerson({ roles: ['sales_rep'], teamId: team });
  other = await createPerson({ roles: ['sales_rep'], teamId: await createTeam() });
  exec = await createPerson({ roles: ['executive'] });
  customer = await newCustomer();
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
    `select key, kind from public.metric_dimensions where source = 'deals' order by key`,
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

describe('time', () => {
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
      `select array[from_day::text, to_day::text, compare_from::text, compare_to::text] as days from private.metric_period($1, $2, $3, 1)`,
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

describe('bad requests', () => {
  test.each<[string, string, unknown]>([
    ['unknown_metric', 'metrics', { metrics: ['deals.margin'] }],
    ['unknown_metric', 'metrics', { metrics: [null] }],
    ['bad_metrics', 'metrics', { metrics: [] }],
    ['bad_metrics', 'metrics', { metrics: 'deals.won_value' }],
    ['bad_metrics', 'metrics', {}],
    ['unknown_dimension', 'by', { metrics: ['deals.won_value'], by: ['mood'] }],
    ['bad_dimensions', 'by', { metrics: ['deals.won_value'], by: ['owner', 'owner'] }],
    ['bad_dimensions', 'by', { metrics: ['deals.won_value'], by: ['owner', 'stage', 'customer', 'source'] }],
    ['no_time', 'by', { metrics: ['deals.open_value'], by: ['month'] }],
    ['unknown_dimension', 'filters.mood', { metrics: ['deals.won_value'], filters: { mood: [] } }],
    [
      'unknown_dimension',
      'filters.month',
      { metrics: ['deals.won_value'], filters: { month: ['2024-01-01'] } },
    ],
    ['bad_filters', 'filters.owner', { metrics: ['deals.won_value'], filters: { owner: 'me' } }],
    ['bad_filters', 'filters.owner', { metrics: ['deals.won_value'], filters: { owner: ['me'] } }],
    ['bad_filters', 'filters.source', { metrics: ['deals.won_value'], filters: { source: [1] } }],
    ['bad_filters', 'filters', { metrics: ['deals.won_value'], filters: [] }],
    ['bad_compare', 'compare', { metrics: ['deals.won_value'], compare: 'yesterday' }],
    ['bad_limit', 'limit', { metrics: ['deals.won_value'], limit: 0 }],
    ['bad_limit', 'limit', { metrics: ['deals.won_value'], limit: null }],
    ['bad_order', 'order', { metrics: ['deals.won_value'], order: { by: 'deals.won_count' } }],
    [
      'bad_order',
      'order',
      { metrics: ['deals.won_value'], order: { by: 'deals.won_value', direction: 'up' } },
    ],
    ['bad_range', 'range', { metrics: ['deals.won_value'], range: { from: '2024-02-30', to: '2024-03-01' } }],
    ['bad_range', 'range', { metrics: ['deals.won_value'], range: { from: '2024-03-02', to: '2024-03-01' } }],
    ['bad_range', 'range', { metrics: ['deals.won_value'], range: { from: '2024-03-02' } }],
    ['bad_range', 'range', { metrics: ['deals.won_value'], range: { from: 'infinity', to: 'infinity' } }],
    ['bad_range', 'range', { metrics: ['deals.won_value'], range: 'all' }],
    ['unknown_preset', 'range', { metrics: ['deals.won_value'], range: { preset: 'last_0_days' } }],
    ['bad_request', 'where', { metrics: ['deals.won_value'], where: '1=1' }],
  ])('%s at %s', async (key, field, request) => {
    const answers = await batch(exec.api, [
      { id: 'bad', ...(request as Json) },
      { id: 'good', metrics: ['deals.won_count'] },
    ]);
    expect(answers.bad?.error).toMatchObject({ key, field, code: '22023' });
    expect(answers.good?.totals['deals.won_count']).toBeGreaterThan(0);
  });

  test('what is no list of requests is refused whole', async () => {
    for (const requests of [{}, 'x', 5, Array.from({ length: 41 }, () => ({}))]) {
      const { error, status } = await exec.api.rpc('query_metrics', { requests });
      expect([status, error?.hint]).toEqual([400, 'bad_request']);
    }
  });

  test('nobody reads figures without the permission', async () => {
    const nobody = await createPerson({ roles: [] });
    await expect(batch(nobody.api, [{ metrics: ['deals.won_value'] }])).rejects.toMatchObject({
      code: '42501',
    });
  });
});

describe('nothing that a caller sends becomes SQL', () => {
  const quotes = [
    `'`,
    `"`,
    `$$`,
    `';drop table public.deals;--`,
    `%s`,
    `%1$I`,
    `\\`,
    `/*`,
    `') or true --`,
    'd.id',
    'null',
    '{}',
    '\u0001',
  ];
  const nasty = fc.oneof(
    fc.constantFrom(
      ...quotes,
      ...Object.keys(metricKinds),
      ...Object.keys(dimensionKinds),
      'all',
      'this_month',
      '2024-01-01',
    ),
    fc.string({ maxLength: 12 }).map((text) => text.replaceAll('\u0000', '')),
    fc
      .tuple(fc.constantFrom(...quotes), fc.constantFrom(...Object.keys(dimensionKinds)))
      .map((parts) => parts.join('')),
  );
  const leaf = fc.oneof(nasty, nasty, fc.constant(null), fc.integer(), fc.boolean());
  const odd = fc.oneof(
    { weight: 1, arbitrary: leaf },
    { weight: 1, arbitrary: fc.array(leaf, { maxLength: 4 }) },
  );
  const mostly = <T>(sane: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 6, arbitrary: sane as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: odd });
  const request = fc.record(
    {
      metrics: mostly(fc.subarray(Object.keys(metricKinds), { minLength: 1, maxLength: 3 })),
      by: mostly(fc.subarray(Object.keys(dimensionKinds), { maxLength: 2 })),
      filters: mostly(
        fc.dictionary(
          fc.constantFrom('source', 'sales_region', 'product_line'),
          fc.array(nasty, { maxLength: 3 }),
          { maxKeys: 2 },
        ),
      ),
      range: fc.oneof(
        {
          weight: 6,
          arbitrary: fc.constantFrom({ preset: 'this_year' }, { from: '2024-01-01', to: '2024-03-01' }),
        },
        { weight: 1, arbitrary: fc.record({ preset: nasty }) },
        { weight: 1, arbitrary: fc.record({ from: nasty, to: nasty }) },
        { weight: 1, arbitrary: odd },
      ),
      compare: mostly(fc.constantFrom('previous', 'last_year')),
      order: fc.oneof(
        { weight: 6, arbitrary: fc.constant({}) },
        { weight: 2, arbitrary: fc.record({ by: nasty, direction: nasty }) },
        { weight: 1, arbitrary: odd },
      ),
      limit: mostly(fc.integer({ min: 1, max: 5000 })),
    },
    { requiredKeys: ['metrics'] },
  );

  test('odd requests are answered or refused by name, never by a broken query, and change nothing', async () => {
    const before = await value<string>(
      'select count(*) || md5(string_agg(key, chr(10) order by key)) from public.metrics',
    );
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 8 }), async (requests) => {
        const numbered = requests.map((one, index) => ({ ...one, id: String(index) }));
        const { data, error } = await exec.api.rpc('query_metrics', {
          requests: JSON.parse(JSON.stringify(numbered)),
        });
        expect(error).toBeNull();
        for (const answer of Object.values(data as unknown as Record<string, Answer>)) {
          if (answer.error)
            expect(answer.error, answer.error.message).toMatchObject({
              code: '22023',
              key: expect.stringMatching(/^[a-z_]+$/),
            });
          else answered += 1;
        }
      }),
      { numRuns: 120 },
    );
    expect(answered).toBeGreaterThan(100);
    expect(
      await value('select count(*) || md5(string_agg(key, chr(10) order by key)) from public.metrics'),
    ).toBe(before);
  });
});
