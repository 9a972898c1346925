import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { batch, inMay, newCustomer, newProduct, type SalesCompany, salesCompany } from './metric-set.ts';
import { createPerson, type Person, sql } from './support.ts';

const name = `test_${randomUUID().replaceAll('-', '')}`;
const key = `tests.${name.replaceAll(/[0-9]/g, 'x')}`;
let rep: Person;
let exec: Person;
let other: Person;
let deal: SalesCompany['deal'];

beforeAll(async () => {
  ({ rep, exec, other, deal } = await salesCompany());
  await sql.query(`
    create function private.${name}(asked jsonb) returns jsonb language plpgsql stable set search_path = ''
    as $$
    declare
      found jsonb;
    begin
      if asked #>> '{args,wrong}' is not null then
        perform private.fail('22023', 'bad_args', 'wrong is wrong', '{"field": "args.wrong"}');
      end if;
      execute pg_catalog.format('select jsonb_build_object(''rows'', coalesce(jsonb_agg(d.id order by d.amount), ''[]''), ''asked'', $1) from %s d where d.amount is not null',
        private.deal_rows_sql(asked -> 'filters')) into found using asked;
      return found;
    end $$;
    grant execute on function private.${name}(jsonb) to authenticated;`);
  await sql.query(
    `insert into public.metric_functions (key, needs, function_name, filters, comment)
     select $1, 'deals.read', $2, array_agg(d.key) filter (where d.key <> 'lost_reason'), 'A test''s own'
     from public.metric_dimensions d where d.source = 'deals' and d.kind <> 'time'`,
    [key, name],
  );
});

afterAll(async () => {
  await sql.query('delete from public.metric_functions where key = $1', [key]);
  await sql.query(`drop function private.${name}(jsonb)`);
});

const call = async (person: Person, request: Record<string, unknown> = {}) => {
  const { q } = await batch(person.api, [{ id: 'q', call: key, ...request }]);
  if (!q) throw new Error('no answer');
  return q as typeof q & { asked: Record<string, unknown>; rows: unknown[] };
};

test('a function is handed what was asked, checked and resolved', async () => {
  const { asked, period, compared, currency } = await call(exec, {
    ...inMay,
    args: { of: 'x' },
    compare: 'previous',
  });
  expect(asked).toMatchObject({
    args: { of: 'x' },
    filters: {},
    from_day: '2024-05-01',
    to_day: '2024-06-01',
    grain: 'day',
    timezone: 'Asia/Taipei',
    base_currency: 'USD',
    compared: { from_day: '2024-03-31', to_day: '2024-05-01' },
  });
  expect(new Date(String(asked.from)).toISOString()).toBe('2024-04-30T16:00:00.000Z');
  expect([period, compared?.period, currency]).toEqual([
    { from: '2024-05-01', to: '2024-05-31' },
    { from: '2024-03-31', to: '2024-04-30' },
    'USD',
  ]);
});

test('its deals are narrowed by any dimension, under the reader’s own rights, and come once', async () => {
  const there = await newCustomer();
  const [line, elsewhere] = [randomUUID(), randomUUID()];
  const [a, b] = [await newProduct(line), await newProduct(elsewhere)];
  const mine = await deal({
    amount: 1,
    customer: there,
    items: [
      [a, 1],
      [a, 2],
      [b, 3],
    ],
  });
  const theirs = await deal({ amount: 2, customer: there, owner: other.id, items: [[b, 1]] });
  const bare = await deal({ amount: 3, customer: there });
  await deal({ amount: 4, customer: there, deleted: true });
  const rows = async (person: Person, filters: Record<string, unknown>) =>
    (await call(person, { filters: { customer: [there], ...filters } })).rows;
  expect(await rows(exec, {})).toEqual([mine, theirs, bare]);
  expect(await rows(rep, {})).toEqual([mine, bare]);
  expect(await rows(exec, { owner: [other.id] })).toEqual([theirs]);
  expect(await rows(exec, { product_line: [line] })).toEqual([mine]);
  expect(await rows(exec, { product_line: [line, elsewhere] })).toEqual([mine, theirs]);
  expect(await rows(exec, { product: [null] })).toEqual([bare]);
  expect(await rows(exec, { sales_region: ['North'], product: [b] })).toEqual([mine]);
  expect(await rows(exec, { source: ["'; drop table public.deals; --"] })).toEqual([]);
});

test.each<[string, string, Record<string, unknown>]>([
  ['unknown_call', 'call', { call: 'sales.nothing' }],
  ['unknown_call', 'call', { call: ['sales.nothing'] }],
  ['bad_args', 'args', { args: 'all' }],
  ['bad_args', 'args.wrong', { args: { wrong: 1 } }],
  ['bad_grain', 'grain', { grain: 'moment' }],
  ['bad_range', 'range', { range: 'all' }],
  ['bad_compare', 'compare', { compare: 'yesterday' }],
  ['bad_request', 'metrics', { metrics: ['deals.won_value'] }],
  ['unknown_dimension', 'filters.mood', { filters: { mood: ['good'] } }],
  ['dimension_lacking', 'filters.lost_reason', { filters: { lost_reason: [null] } }],
  ['bad_filters', 'filters.owner', { filters: { owner: ['me'] } }],
])('a bad call answers %s at %s', async (hint, field, request) => {
  expect((await call(exec, request)).error).toMatchObject({ key: hint, field, code: '22023' });
});

test('who may not read what it counts is refused, the rest of the batch is not', async () => {
  const agent = await createPerson({ roles: ['support_agent'] });
  expect((await call(agent)).error).toMatchObject({ code: '42501', key: 'denied' });
});
