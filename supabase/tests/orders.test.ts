import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { customerOf, type DealDesk, dealDesk, json, move, versionOf } from './deal-set.ts';
import { type Client, createPerson, type Person, sql, value } from './support.ts';

let desk: DealDesk;
let agent: Person;
let customer: string;

const save = (api: Client, payload: object) => api.rpc('save_order', { payload: json(payload) });
const fromDeal = (api: Client, deal: string) => api.rpc('order_from_deal', { deal });
const stored = async (id: string) =>
  (await sql.query<Record<string, unknown>>('select * from public.orders where id = $1', [id])).rows[0];
const linesOf = async (id: string) =>
  (
    await sql.query<Record<string, unknown>>(
      'select product_id, quantity::float, unit_price::float, discount_rate::float, amount::float from public.order_items where order_id = $1 order by position',
      [id],
    )
  ).rows;

async function order(person: Person, more: object = {}, fields: object = {}): Promise<string> {
  const id = randomUUID();
  const { error } = await save(person.api, {
    id,
    new: true,
    order: { customer_id: customer, currency: 'EUR', ...fields },
    ...more,
  });
  expect(error).toBeNull();
  return id;
}
async function wonDeal(person: Person, deal: object = {}, more: object = {}): Promise<string> {
  const id = await desk.create(person, { customer_id: customer, currency: 'EUR', ...deal }, more);
  expect((await move(person.api, { deal: id, stage: desk.stages.won })).error).toBeNull();
  return id;
}
const twoLines = () => ({
  items: [
    { product_id: desk.desk, quantity: 40, unit_price: 99.99, discount_rate: 0.1 },
    { product_id: desk.lamp, quantity: 1, unit_price: 20 },
  ],
});

beforeAll(async () => {
  desk = await dealDesk();
  agent = await createPerson({ roles: ['support_agent'] });
  customer = await customerOf(desk.rep, 'Ostsee Möbel');
});

describe('an order', () => {
  test('is saved with its lines at once, is worth them, and is who made it’s', async () => {
    const id = await order(desk.rep, twoLines(), { total: 5, external_id: 'ERP-1' });
    expect(await stored(id)).toMatchObject({
      total: '3619.64',
      currency: 'EUR',
      status: 'draft',
      owner_id: desk.rep.id,
      external_id: 'ERP-1',
    });
    expect(await linesOf(id)).toEqual([
      { product_id: desk.desk, quantity: 40, unit_price: 99.99, discount_rate: 0.1, amount: 3599.64 },
      { product_id: desk.lamp, quantity: 1, unit_price: 20, discount_rate: 0, amount: 20 },
    ]);
    const again = await save(desk.rep.api, { id, new: true, order: { customer_id: customer } });
    expect(again.error).toBeNull();
    expect(await value('select count(*)::int from public.orders where id = $1', [id])).toBe(1);
  });

  test('without lines is worth what was said, with lines their sum however they change', async () => {
    const id = await order(desk.rep, {}, { total: 250 });
    expect(await stored(id)).toMatchObject({ total: '250.00' });
    const line = await desk.rep.api
      .from('order_items')
      .insert({ order_id: id, product_id: desk.lamp, quantity: 2, unit_price: 30, access_id: randomUUID() });
    expect(line.error).toBeNull();
    expect(await stored(id)).toMatchObject({ total: '60.00' });
    expect((await save(desk.rep.api, { id, order: { total: 9 } })).error).toBeNull();
    expect(await stored(id)).toMatchObject({ total: '60.00' });
    expect((await desk.rep.api.from('order_items').delete().eq('order_id', id)).error).toBeNull();
    expect(await stored(id)).toMatchObject({ total: '0.00' });
  });

  test('is worth all its lines when two write one at the same time', async () => {
    const id = await order(desk.rep);
    const [first, second] = await Promise.all([sql.connect(), sql.connect()]);
    const insert =
      'insert into public.order_items (order_id, product_id, unit_price, access_id) select id, $2, $3, access_id from public.orders where id = $1';
    try {
      const { rows } = await second.query<{ pid: number }>('select pg_backend_pid() as pid');
      await first.query('begin');
      await first.query(insert, [id, desk.lamp, 30]);
      const waiting = second.query(insert, [id, desk.desk, 100]);
      await expect
        .poll(() => value('select wait_event_type from pg_stat_activity where pid = $1', [rows[0]?.pid]))
        .toBe('Lock');
      await first.query('commit');
      await waiting;
    } finally {
      first.release();
      second.release();
    }
    expect(await stored(id)).toMatchObject({ total: '130.00' });
  });

  test('over a version that is no longer there is a conflict, of its lines too', async () => {
    const id = await order(desk.rep, twoLines());
    const version = await versionOf('orders', 'id', id);
    expect(
      (await save(desk.rep.api, { id, order: { status: 'confirmed' }, versions: { order: version } })).error,
    ).toBeNull();
    const late = await save(desk.rep.api, { id, items: [], versions: { order: version } });
    expect(late.error).toMatchObject({ code: 'PT409' });
    expect(await linesOf(id)).toHaveLength(2);
  });

  test('is refused whole when a part is wrong', async () => {
    const id = randomUUID();
    const wrong = await save(desk.rep.api, {
      id,
      new: true,
      order: { customer_id: customer },
      items: [{ product_id: desk.desk, quantity: -1, unit_price: 1 }],
    });
    expect(wrong.error).toMatchObject({ code: '23514' });
    expect(await stored(id)).toBeUndefined();
    expect((await save(desk.rep.api, { id, new: true, order: {} })).error).toMatchObject({
      hint: 'malformed',
    });
    const unknown = await save(desk.rep.api, {
      id,
      new: true,
      order: { customer_id: customer, shared: true },
    });
    expect(unknown.error).toMatchObject({ hint: 'unknown_field' });
    const status = await save(desk.rep.api, {
      id,
      new: true,
      order: { customer_id: customer, status: 'lost' },
    });
    expect(status.error).toMatchObject({ code: '23514' });
  });

  test('names a deal of its own customer', async () => {
    const other = await wonDeal(desk.rep, { customer_id: await customerOf(desk.rep, 'Somebody else') });
    const id = await order(desk.rep);
    expect((await save(desk.rep.api, { id, order: { deal_id: other } })).error).toMatchObject({
      hint: 'order_of_other_customer',
    });
  });

  test('is read by who sees it or its customer, changed by who may, and by nobody else', async () => {
    const id = await order(desk.rep, twoLines());
    const seen = async (person: Person) =>
      (await person.api.from('orders').select('id, items:order_items(id)').eq('id', id)).data;
    expect(await seen(desk.rep)).toMatchObject([{ id, items: [{}, {}] }]);
    expect(await seen(desk.manager)).toHaveLength(1);
    expect(await seen(agent)).toHaveLength(1);
    expect(await seen(desk.marketer)).toHaveLength(1);
    expect(await seen(desk.otherRep)).toEqual([]);

    const change = { id, order: { status: 'cancelled' } };
    expect((await save(agent.api, change)).error).toMatchObject({ code: '42501' });
    expect((await save(desk.marketer.api, change)).error).toMatchObject({ code: '42501' });
    expect((await save(desk.otherRep.api, change)).error).toMatchObject({ hint: 'gone' });
    expect((await save(agent.api, { id, items: [] })).error).toMatchObject({ code: '42501' });
    expect(await stored(id)).toMatchObject({ status: 'draft' });
    expect(await linesOf(id)).toHaveLength(2);
    expect((await save(desk.manager.api, change)).error).toBeNull();

    const overview = await agent.api.rpc('order_overview', { id });
    expect((overview.data as { may: Record<string, string[]> }).may.orders).toEqual(['read']);
    expect((await desk.manager.api.rpc('order_overview', { id })).data).toMatchObject({
      may: { orders: expect.arrayContaining(['update', 'delete']) },
    });
    expect((await desk.otherRep.api.rpc('order_overview', { id })).data).toBeNull();
  });

  test('goes to the trash and comes back, by who may', async () => {
    const id = await order(desk.rep);
    const trash = (person: Person) => person.api.rpc('trash_records', { resource: 'orders', ids: [id] });
    expect((await trash(desk.rep)).error).toMatchObject({ hint: 'denied' });
    expect((await trash(desk.manager)).error).toBeNull();
    expect((await desk.rep.api.from('orders').select('id').eq('id', id)).data).toEqual([]);
    const back = await desk.manager.api.rpc('restore_records', { resource: 'orders', ids: [id] });
    expect(back.error).toBeNull();
    expect((await desk.rep.api.from('orders').select('id').eq('id', id)).data).toHaveLength(1);
  });

  test('is found by number, external id and customer, by who sees it', async () => {
    const id = await order(desk.rep, {}, { external_id: `SO-${randomUUID().slice(0, 8)}` });
    const row = await stored(id);
    const found = async (person: Person, q: unknown) =>
      ((await person.api.rpc('search_orders', { q: String(q) })).data ?? []).map((one) => one.id);
    expect(await found(desk.rep, row?.external_id)).toEqual([id]);
    expect(await found(desk.rep, row?.number)).toContain(id);
    expect(await found(desk.rep, 'ostsee mob')).toContain(id);
    expect(await found(desk.otherRep, row?.external_id)).toEqual([]);
    expect(await found(desk.outsider, row?.external_id)).toEqual([]);
  });

  test('leaves its changes in the audit log', async () => {
    const id = await order(desk.rep, twoLines());
    await save(desk.rep.api, { id, order: { status: 'confirmed' } });
    const history = await desk.rep.api.rpc('record_history', { payload: { resource: 'orders', id } });
    expect(history.error).toBeNull();
    expect(JSON.stringify(history.data)).toContain('confirmed');
  });
});

describe('the order of a won deal', () => {
  test('has its customer, currency, owner and lines, and a second click does not double it', async () => {
    const deal = await wonDeal(desk.rep, {}, twoLines());
    const first = await fromDeal(desk.rep.api, deal);
    expect(first).toMatchObject({ error: null, data: { made: true } });
    const { id } = first.data as { id: string };
    expect(await stored(id)).toMatchObject({
      customer_id: customer,
      deal_id: deal,
      owner_id: desk.rep.id,
      status: 'confirmed',
      currency: 'EUR',
      total: '3619.64',
    });
    expect(await linesOf(id)).toEqual(
      (
        await sql.query(
          'select product_id, quantity::float, unit_price::float, discount_rate::float, amount::float from public.deal_items where deal_id = $1 order by position',
          [deal],
        )
      ).rows,
    );
    expect((await fromDeal(desk.rep.api, deal)).data).toEqual({ id, made: false });
    const both = await Promise.all([fromDeal(desk.rep.api, deal), fromDeal(desk.manager.api, deal)]);
    expect(both.map(({ data }) => data)).toEqual([
      { id, made: false },
      { id, made: false },
    ]);
    expect(await value('select count(*)::int from public.orders where deal_id = $1', [deal])).toBe(1);
  });

  test('clicked twice at once is one', async () => {
    const deal = await wonDeal(desk.rep, {}, twoLines());
    const answers = await Promise.all(Array.from({ length: 4 }, () => fromDeal(desk.rep.api, deal)));
    expect(answers.filter(({ data }) => (data as { made: boolean }).made)).toHaveLength(1);
    expect(await value('select count(*)::int from public.orders where deal_id = $1', [deal])).toBe(1);
  });

  test('made by the manager is the rep’s; without products it is worth the deal’s amount', async () => {
    const deal = await wonDeal(desk.rep, { amount: 777 });
    const { data, error } = await fromDeal(desk.manager.api, deal);
    expect(error).toBeNull();
    expect(await stored((data as { id: string }).id)).toMatchObject({
      owner_id: desk.rep.id,
      created_by: desk.manager.id,
      total: '777.00',
    });
  });

  test('is made anew when the first was cancelled', async () => {
    const deal = await wonDeal(desk.rep);
    const first = (await fromDeal(desk.rep.api, deal)).data as { id: string };
    await save(desk.rep.api, { id: first.id, order: { status: 'cancelled' } });
    expect((await fromDeal(desk.rep.api, deal)).data).toMatchObject({ made: true });
  });

  test('is refused of a deal that is not won, has no customer, is out of sight, or by who makes no orders', async () => {
    const open = await desk.create(desk.rep, { customer_id: customer });
    expect((await fromDeal(desk.rep.api, open)).error).toMatchObject({ hint: 'deal_not_won' });
    const nobodys = await wonDeal(desk.rep, { customer_id: null });
    expect((await fromDeal(desk.rep.api, nobodys)).error).toMatchObject({ hint: 'deal_without_customer' });
    const won = await wonDeal(desk.rep);
    expect((await fromDeal(desk.otherRep.api, won)).error).toMatchObject({ hint: 'gone' });
    expect((await fromDeal(desk.marketer.api, won)).error).toMatchObject({ code: '42501' });
    expect(await value('select count(*)::int from public.orders where deal_id = $1', [won])).toBe(0);
  });
});
