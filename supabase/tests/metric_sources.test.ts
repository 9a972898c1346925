import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  type Answer,
  ask,
  batch,
  inMay,
  newCustomer,
  newOrder,
  newProduct,
  type SalesCompany,
  salesCompany,
} from './metric-set.ts';
import { type Person, sql, value } from './support.ts';

let exec: Person;
let rep: Person;
let other: Person;
let manager: Person;
let team: string;
let deal: SalesCompany['deal'];

beforeAll(async () => {
  ({ exec, rep, other, manager, team, deal } = await salesCompany());
});

const newActivity = (kind: string, owner: string, customer: string, deleted = false) =>
  sql.query(
    `insert into public.activities (kind, subject, happened_at, owner_id, customer_id, deleted_at)
     values ($1, 'Test', '2024-05-10T08:00:00Z', $2, $3, case when $4 then now() end)`,
    [kind, owner, customer, deleted],
  );

describe('orders', () => {
  test('count by their date, without drafts, cancelled ones and the trash, at the rate of their day', async () => {
    const there = await newCustomer();
    await sql.query(
      `insert into public.exchange_rates (currency, valid_from, rate) values ('XOA', '2024-01-01', 2), ('XOA', '2024-05-11', 3)`,
    );
    await newOrder(there, rep.id);
    await newOrder(there, rep.id, { total: 10, currency: 'XOA' });
    await newOrder(there, other.id, { total: 10, currency: 'XOA', at: '2024-05-10T16:00:00Z' });
    await newOrder(there, rep.id, { total: 10, currency: 'XOB' });
    await newOrder(there, rep.id, { status: 'draft' });
    await newOrder(there, rep.id, { status: 'cancelled' });
    await newOrder(there, rep.id, { deleted: true });
    await newOrder(there, rep.id, { at: '2024-06-01T00:00:00Z' });
    const request = {
      metrics: ['orders.value', 'orders.count', 'orders.average_value'],
      filters: { customer: [there] },
      ...inMay,
    };
    const { totals, skipped } = await ask(exec.api, request);
    expect(totals).toEqual({ 'orders.value': 150, 'orders.count': 4, 'orders.average_value': 37.5 });
    expect(skipped).toBe(1);
    const mine = await ask(rep.api, request);
    expect(mine.totals).toMatchObject({ 'orders.value': 120, 'orders.count': 3 });
  });

  test('of three items count once, their money divided, and units as they are', async () => {
    const there = await newCustomer();
    const [line, service] = [randomUUID(), randomUUID()];
    const [a, b, c] = [await newProduct(line), await newProduct(line), await newProduct(service)];
    await newOrder(there, rep.id, {
      total: 90,
      items: [
        [a, 5, 2],
        [b, 20, 1],
        [c, 20, 3],
      ],
    });
    await deal({
      amount: 80,
      customer: there,
      items: [
        [a, 20],
        [c, 60],
      ],
    });
    const { rows } = await ask(exec.api, {
      metrics: [
        'orders.value',
        'orders.count',
        'products.ordered_quantity',
        'deals.won_value',
        'products.sold_quantity',
      ],
      by: ['product_line'],
      filters: { customer: [there] },
      ...inMay,
    });
    expect(rows).toEqual([
      {
        product_line: service,
        product_line_label: service,
        'orders.value': 60,
        'orders.count': 1,
        'products.ordered_quantity': 3,
        'deals.won_value': 60,
        'products.sold_quantity': 1,
      },
      {
        product_line: line,
        product_line_label: line,
        'orders.value': 30,
        'orders.count': 1,
        'products.ordered_quantity': 3,
        'deals.won_value': 20,
        'products.sold_quantity': 1,
      },
    ]);
  });
});

test('figures of deals, orders and activities stand together by owner, each under its own rights', async () => {
  const there = await newCustomer();
  await deal({ amount: 70, customer: there });
  await newOrder(there, other.id, { total: 30 });
  await newActivity('call', rep.id, there);
  await newActivity('demo', rep.id, there);
  await newActivity('call', rep.id, there, true);
  const request = {
    metrics: [
      'deals.won_value',
      'orders.value',
      'activities.count',
      'activities.calls',
      'customers.current_count',
    ],
    by: ['owner'],
    filters: { customer: [there] },
    ...inMay,
  };
  const figures = (won: number, ordered: number, done: number, calls: number) => ({
    'deals.won_value': won,
    'orders.value': ordered,
    'activities.count': done,
    'activities.calls': calls,
    'customers.current_count': 0,
  });
  const { rows, totals } = await ask(exec.api, request);
  expect(rows).toEqual([
    { owner: rep.id, owner_label: rep.fullName, ...figures(70, 0, 2, 1) },
    { owner: other.id, owner_label: other.fullName, ...figures(0, 30, 0, 0) },
  ]);
  expect(totals).toEqual(figures(70, 30, 2, 1));
  const theirs = await ask(other.api, request);
  expect(theirs.totals).toEqual(figures(0, 30, 0, 0));
});

describe('whom deals are with', () => {
  test('is what they are cut and narrowed by, two at a time', async () => {
    const line = randomUUID();
    const product = await newProduct(line);
    const customers = await Promise.all([newCustomer(), newCustomer()]);
    const set = (id: string | undefined, fields: (string | null)[]) =>
      sql.query(
        'update public.customers set region = $2, industry = $3, size_band = $4, tier = $5, country = $6, owner_id = $7 where id = $1',
        [id, ...fields, rep.id],
      );
    await set(customers[0], ['West', 'retail', '51-200', 'key', 'TW']);
    await set(customers[1], [null, 'energy', '1-10', 'small', 'DE']);
    for (const customer of customers) await deal({ amount: 40, customer, items: [[product, 1]] });
    await deal({ amount: 9000, customer: customers[0] ?? '' });
    const request = { metrics: ['deals.won_value'], filters: { customer: customers } };
    const by = async (...dimensions: string[]) => {
      const { rows } = await ask(exec.api, { ...request, by: dimensions });
      return rows.map((row) => [...dimensions.map((key) => row[key]), row['deals.won_value']]);
    };
    expect(await by('region', 'product_line')).toEqual([
      ['West', null, 9000],
      ['West', line, 40],
      [null, line, 40],
    ]);
    expect(await by('size')).toEqual([
      ['1-10', 40],
      ['51-200', 9040],
    ]);
    expect(await by('tier')).toEqual([
      ['key', 9040],
      ['small', 40],
    ]);
    expect(await by('deal_size')).toEqual([
      ['under_1k', 80],
      ['5k_25k', 9000],
    ]);
    expect(await by('industry', 'country')).toEqual([
      ['retail', 'TW', 9040],
      ['energy', 'DE', 40],
    ]);
    const narrowed = await ask(exec.api, {
      ...request,
      filters: { ...request.filters, deal_size: ['under_1k'], region: [null] },
    });
    expect(narrowed.totals).toEqual({ 'deals.won_value': 40 });
  });

  test('leads convert by the cohort in which they came; who came as a customer is no lead', async () => {
    const make = (stage: string, at: string, deleted = false) =>
      value<string>(
        `insert into public.customers (name, lifecycle_stage, owner_id, created_at, industry, deleted_at)
         values ('Lead', $1, $2, $3, 'nonprofit', case when $4 then now() end) returning id`,
        [stage, rep.id, at, deleted],
      );
    const leads = [
      await make('lead', '2019-05-02T00:00:00Z'),
      await make('qualified', '2019-05-03T00:00:00Z'),
      await make('lead', '2019-05-31T15:59:00Z'),
      await make('lead', '2019-05-31T16:00:00Z'),
    ];
    await make('customer', '2019-05-02T00:00:00Z');
    await make('lead', '2019-05-02T00:00:00Z', true);
    await sql.query(`update public.customers set lifecycle_stage = 'customer' where id = any ($1)`, [
      leads.slice(0, 1),
    ]);
    const request = {
      metrics: ['customers.new_leads', 'customers.converted_leads', 'customers.lead_conversion'],
      filters: { owner: [rep.id], industry: ['nonprofit'] },
    };
    const { totals } = await ask(rep.api, { ...request, range: { from: '2019-05-01', to: '2019-05-31' } });
    expect(totals).toEqual({
      'customers.new_leads': 3,
      'customers.converted_leads': 1,
      'customers.lead_conversion': 0.333333,
    });
    const everSince = await ask(rep.api, {
      metrics: ['customers.new', 'customers.current_count'],
      filters: request.filters,
      range: { preset: 'all' },
    });
    expect(everSince.totals).toEqual({ 'customers.new': 1, 'customers.current_count': 2 });
  });
});

test('opportunities count by the day they were opened, whatever became of them', async () => {
  const there = await newCustomer();
  await deal({ amount: 10, opened: '2024-05-01T00:00:00Z', closed: '2024-07-01T00:00:00Z', customer: there });
  await deal({ amount: 20, opened: '2024-05-31T15:59:00Z', stage: 'open', customer: there });
  await deal({ amount: 30, opened: '2024-05-31T16:00:00Z', stage: 'open', customer: there });
  const { totals } = await ask(exec.api, {
    metrics: ['deals.opened_count', 'deals.opened_value'],
    filters: { customer: [there] },
    ...inMay,
  });
  expect(totals).toEqual({ 'deals.opened_count': 2, 'deals.opened_value': 30 });
});

describe('quotas', () => {
  const metric = 'deals.closed_count';
  const goal = (target: number, whose: { person?: string; team?: string }) =>
    sql.query(
      `insert into public.goals (metric, target, period_start, period_end, profile_id, team_id)
       values ($1, $2, '2018-01-01', '2018-03-31', $3, $4)`,
      [metric, target, whose.person, whose.team],
    );
  beforeAll(async () => {
    await goal(90, { person: rep.id });
    await goal(45, { person: other.id });
    await goal(100, { team });
    await goal(500, {});
  });
  afterAll(() => sql.query('delete from public.goals where metric = $1 and profile_id is null', [metric]));

  const quota = async (
    person: Person,
    filters: object = {},
    range = { from: '2018-01-01', to: '2018-03-31' },
  ) => {
    const { q } = await batch(person.api, [
      { id: 'q', call: 'sales.quota', args: { metric }, filters, range },
    ]);
    if (!q || q.error) throw new Error(q?.error?.message);
    return q.totals as unknown;
  };

  test('stand against what the reader sees: their own, the team’s, or the organisation’s', async () => {
    expect(await quota(rep)).toEqual({ target: 90, whose: 'person' });
    expect(await quota(manager)).toEqual({ target: 100, whose: 'team' });
    expect(await quota(exec)).toEqual({ target: 500, whose: 'organisation' });
    expect(await quota(exec, { owner: [other.id] })).toEqual({ target: 45, whose: 'person' });
    expect(await quota(exec, { team: [team] })).toEqual({ target: 100, whose: 'team' });
    expect(await quota(exec, { sales_region: ['North'], owner: [rep.id] })).toEqual({
      target: 90,
      whose: 'person',
    });
    expect(await quota(exec, { product_line: ['x'] })).toEqual({ target: null, whose: null });
  });

  test('of a longer time count by their days in the period', async () => {
    expect(await quota(rep, {}, { from: '2018-01-01', to: '2018-01-31' })).toEqual({
      target: 31,
      whose: 'person',
    });
    expect(await quota(rep, {}, { from: '2019-01-01', to: '2019-01-31' })).toMatchObject({ target: null });
  });
});

/** Asks as a person within a transaction of the test's own, where a metric function tests.slow sleeps so many seconds. */
async function askSlowly(
  seconds: number,
  limit: string,
  work: (ask: () => Promise<Record<string, Answer>>, pid: number) => Promise<void>,
) {
  const name = `slow_${randomUUID().replaceAll('-', '')}`;
  const client = await sql.connect();
  try {
    await client.query('begin');
    await client.query(`
      create function private.${name}(asked jsonb) returns jsonb language sql stable set search_path = ''
      as $$ select pg_catalog.jsonb_build_object('rows', pg_catalog.pg_sleep(${seconds})::text) $$;
      grant execute on function private.${name}(jsonb) to authenticated;`);
    await client.query(
      `insert into public.metric_functions (key, needs, function_name, comment) values ('tests.slow', 'deals.read', $1, 'A test''s own')`,
      [name],
    );
    await client.query(
      `select set_config('request.jwt.claims', $1, true), set_config('statement_timeout', $2, true)`,
      [JSON.stringify({ sub: exec.userId, role: 'authenticated' }), limit],
    );
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    await client.query('set local role authenticated');
    const requests = [
      { id: 'before', metrics: ['deals.won_count'] },
      { id: 'slow', call: 'tests.slow' },
      { id: 'after', metrics: ['deals.won_count'] },
    ];
    await work(async () => {
      const { rows: answers } = await client.query('select public.query_metrics($1) as answer', [
        JSON.stringify(requests),
      ]);
      return answers[0].answer;
    }, rows[0]?.pid ?? 0);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

test('a figure that takes too long says so, what was there before it comes, and what was to come after is not begun', async () => {
  await askSlowly(20, '4s', async (ask) => {
    const { before, slow, after } = await ask();
    expect(before?.totals['deals.won_count']).toBeGreaterThan(0);
    expect(slow?.error).toMatchObject({ code: '57014', key: 'takes_too_long' });
    expect(after?.error).toMatchObject({ code: '57014', key: 'not_started' });
  });
  const [limit] = await value<string[]>(
    `select array_agg(c) from pg_roles r, unnest(r.rolconfig) c where r.rolname = 'authenticated' and c like 'statement_timeout=%'`,
  );
  expect(limit).toBe('statement_timeout=8s');
});

test('whoever calls a batch off ends all of it', async () => {
  await askSlowly(20, '15s', async (ask, pid) => {
    const answer = ask();
    const refused = expect(answer).rejects.toMatchObject({ code: '57014' });
    await vi.waitUntil(() =>
      value<boolean>(
        `select exists (select from pg_stat_activity where pid = $1 and wait_event = 'PgSleep')`,
        [pid],
      ),
    );
    await sql.query('select pg_cancel_backend($1)', [pid]);
    await refused;
  });
});
