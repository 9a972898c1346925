import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../src/lib/database.types.ts';
import { createPerson, createRole, type Person, sql, value } from './support.ts';

interface Told {
  kind: string;
  record_id: string | null;
  actor_id: string;
  how_many: number;
  data: { fields?: string[] };
}

let owner: Person;
let boss: Person;
let fan: Person;
let stranger: Person;
let stage: { id: string; pipeline: string; won: string };

beforeAll(async () => {
  const all = { read: 'all', create: 'all', update: 'all', assign: 'all', delete: 'all' };
  const own = await createRole({ deals: { read: 'own', update: 'own' }, profiles: { read: 'all' } });
  const reads = await createRole({ deals: { read: 'all' }, profiles: { read: 'all' } });
  owner = await createPerson({ roles: [own], fullName: 'Oda Owner' });
  stranger = await createPerson({ roles: [own], fullName: 'Sid Stranger' });
  fan = await createPerson({ roles: [reads], fullName: 'Fay Fan' });
  boss = await createPerson({
    roles: [
      await createRole({
        deals: all,
        customers: all,
        'deals.financials': { read: 'all', update: 'all' },
        profiles: { read: 'all' },
      }),
    ],
  });
  const { rows } = await sql.query<typeof stage>(
    `select s.id, s.pipeline_id as pipeline, w.id as won from public.pipeline_stages s
     join public.pipeline_stages w on w.pipeline_id = s.pipeline_id and w.outcome = 'won' where s.key = 'discovery' limit 1`,
  );
  if (!rows[0]) throw new Error('there is no pipeline');
  stage = rows[0];
});

async function dealsOf(whose: Person, howMany = 1): Promise<string[]> {
  const customer = await value<string>(
    `insert into public.customers (name) values ('Followed Ltd') returning id`,
  );
  const { rows } = await sql.query<{ id: string }>(
    `insert into public.deals (name, customer_id, stage_id, pipeline_id, owner_id)
     select 'Deal ' || n, $1, $2, $3, $4 from generate_series(1, $5) n returning id`,
    [customer, stage.id, stage.pipeline, whose.id, howMany],
  );
  return rows.map(({ id }) => id);
}
async function newDeal(whose: Person): Promise<string> {
  const [id = ''] = await dealsOf(whose);
  return id;
}
const about = (id: string) => ({ resource: 'deals', record_id: id });
const follow = (who: Person, id: string, following: Json = true) =>
  who.api.rpc('follow_record', { payload: { ...about(id), following } });
const followers = async (who: Person, id: string) =>
  await who.api.rpc('list_followers', { request: about(id) });
const change = async (who: Person, id: string, values: { name?: string; amount?: number }) => {
  const { error } = await who.api.from('deals').update(values).eq('id', id);
  if (error) throw error;
};
const told = async (who: Person, id: string | null) =>
  (
    (await who.api.rpc('list_notifications', { request: {} })).data as unknown as { entries: Told[] }
  ).entries.filter(({ kind, record_id }) => kind === 'changed' && record_id === id);

describe('who follows a record', () => {
  test('is whose it is, and who asked to; the others see that', async () => {
    const id = await newDeal(owner);
    expect((await followers(fan, id)).data).toEqual({
      following: false,
      people: [{ id: owner.id, name: 'Oda Owner' }],
      unread: false,
    });
    expect((await followers(owner, id)).data).toMatchObject({ following: true });
    expect((await follow(fan, id)).error).toBeNull();
    expect((await follow(fan, id)).error).toBeNull();
    const both = [
      { id: fan.id, name: 'Fay Fan' },
      { id: owner.id, name: 'Oda Owner' },
    ];
    expect((await followers(boss, id)).data).toMatchObject({ following: false, people: both });
    await follow(owner, id, false);
    expect((await followers(owner, id)).data).toMatchObject({ following: false, people: [both[0]] });
  });

  test('nobody follows what they do not see, nor is told who does', async () => {
    const id = await newDeal(owner);
    await follow(fan, id);
    expect((await follow(stranger, id)).error?.hint).toBe('gone');
    expect((await followers(stranger, id)).data).toEqual({ following: false, people: [], unread: false });
    expect((await stranger.api.from('followers').select('profile_id').eq('record_id', id)).data).toEqual([]);
    expect((await fan.api.from('followers').select('profile_id').eq('record_id', id)).data).toEqual([
      { profile_id: fan.id },
    ]);
    expect((await follow(owner, id, 'yes')).error?.hint).toBe('malformed');
    const elsewhere = { resource: 'profiles', record_id: owner.id };
    expect(
      (await boss.api.rpc('follow_record', { payload: { ...elsewhere, following: true } })).error?.hint,
    ).toBe('unknown_resource');
  });

  test('is who comments on it and who is mentioned, unless they said that they do not want to', async () => {
    const id = await newDeal(owner);
    const say = (who: Person, body: string, mentions: string[] = []) =>
      who.api.rpc('save_comment', { payload: { ...about(id), body, mentions } });
    await say(boss, '@Fay Fan, look', [fan.id]);
    const names = async () =>
      ((await followers(owner, id)).data as { people: { id: string }[] }).people
        .map((one) => one.id)
        .toSorted();
    expect(await names()).toEqual([owner.id, boss.id, fan.id].toSorted());
    await follow(fan, id, false);
    await say(fan, 'I looked');
    await say(boss, 'Thanks');
    expect(await names()).toEqual([owner.id, boss.id].toSorted());
    const commented = await sql.query(
      `select from public.notifications where profile_id = $1 and record_id = $2 and kind = 'commented'`,
      [fan.id, id],
    );
    expect(commented.rowCount).toBe(0);
  });
});

test('what waits for the reader of a record is said with its followers', async () => {
  const id = await newDeal(owner);
  await owner.api.rpc('read_notifications', { payload: about(id) });
  expect((await followers(owner, id)).data).toMatchObject({ unread: false });
  await change(boss, id, { name: 'Waits' });
  expect((await followers(owner, id)).data).toMatchObject({ unread: true });
  expect((await owner.api.rpc('read_notifications', { payload: about(id) })).data).toBe(1);
  expect((await followers(owner, id)).data).toMatchObject({ unread: false });
});

describe('who follows a record is told of its change', () => {
  test('by whom and which fields, in one notification until it is read; who did it is not', async () => {
    const id = await newDeal(owner);
    await follow(fan, id);
    await follow(boss, id);
    await change(boss, id, { name: 'Renamed' });
    await change(boss, id, { amount: 500 });
    for (const person of [owner, fan]) {
      const [one, ...more] = await told(person, id);
      expect(more).toEqual([]);
      expect(one).toMatchObject({ actor_id: boss.id });
      expect(one?.data.fields?.toSorted()).toEqual(expect.arrayContaining(['amount', 'name']));
    }
    expect(await told(boss, id)).toEqual([]);
    await change(owner, id, { name: 'Renamed again' });
    expect(await told(boss, id)).toMatchObject([{ actor_id: owner.id, data: { fields: ['name'] } }]);
  });

  test('and of what hangs on it, but not of what only some may know', async () => {
    const id = await newDeal(owner);
    await boss.api.from('deal_financials').insert({ deal_id: id, cost: 5, access_id: id });
    expect(await told(owner, id)).toEqual([]);
    const contact = await value<string>(
      `insert into public.contacts (customer_id, full_name) select customer_id, 'Ada' from public.deals where id = $1 returning id`,
      [id],
    );
    const added = await boss.api
      .from('deal_contacts')
      .insert({ deal_id: id, contact_id: contact, access_id: id });
    expect(added.error).toBeNull();
    expect(await told(owner, id)).toMatchObject([{ data: { fields: ['deal_contacts'] } }]);
  });

  test('not once they do not follow it, nor when they may not read it any more', async () => {
    const id = await newDeal(owner);
    await follow(fan, id);
    await follow(fan, id, false);
    await change(boss, id, { name: 'Unfollowed' });
    expect(await told(fan, id)).toEqual([]);
    expect(await told(owner, id)).toHaveLength(1);
    await follow(owner, id);
    await boss.api.rpc('assign_records', { resource: 'deals', ids: [id], owner_id: boss.id });
    expect(await told(owner, id)).toEqual([]);
  });

  test('not where they are told otherwise: by being given it, or by its making', async () => {
    const id = await newDeal(boss);
    await boss.api.rpc('assign_records', { resource: 'deals', ids: [id], owner_id: owner.id });
    expect(await told(owner, id)).toEqual([]);
    const { rows } = await sql.query<{ customer: string; contact: string }>(
      `with c as (insert into public.customers (name) values ('Buyer Ltd') returning id)
       insert into public.contacts (customer_id, full_name) select id, 'Bo' from c returning customer_id as customer, id as contact`,
    );
    const deal = randomUUID();
    const made = await boss.api.rpc('save_deal', {
      payload: {
        id: deal,
        new: true,
        deal: { name: 'Made whole', customer_id: rows[0]?.customer ?? null, owner_id: owner.id },
        contacts: [{ contact_id: rows[0]?.contact ?? null, role: 'champion' }],
      },
    });
    expect(made.error).toBeNull();
    const kinds = await sql.query('select kind from public.notifications where record_id = $1', [deal]);
    expect(kinds.rows).toEqual([{ kind: 'assigned' }]);
  });

  test('nor by the clock, nor by nobody in particular', async () => {
    const id = await newDeal(owner);
    await sql.query(`update public.deals set name = 'By the clock' where id = $1`, [id]);
    expect(await told(owner, id)).toEqual([]);
  });

  test('of many at once by one notification that counts them and says the fields', async () => {
    const ids = await dealsOf(owner, 6);
    const job = await boss.api.rpc('begin_bulk', {
      payload: { resource: 'deals', action: 'set', changes: { source: 'referral' } },
    });
    expect(job.error).toBeNull();
    await boss.api.rpc('stage_bulk', { job: String(job.data), ids });
    for (const _ of ids) await boss.api.rpc('apply_bulk', { job: String(job.data), batch: 2 });
    expect(await told(owner, null)).toMatchObject([{ how_many: 6, data: { fields: ['source'] } }]);
    for (const id of ids) expect(await told(owner, id)).toEqual([]);
  });
});

test('who followed a customer that is merged follows the one that is kept', async () => {
  const all = { read: 'all', update: 'all', delete: 'all', merge: 'all' };
  const merger = await createPerson({ roles: [await createRole({ customers: all })] });
  const [kept, other] = await Promise.all(
    ['Kept and followed', 'Followed before'].map((name) =>
      value<string>('insert into public.customers (name, owner_id) values ($1, $2) returning id', [
        name,
        merger.id,
      ]),
    ),
  );
  const payload = { resource: 'customers', record_id: other ?? '', following: true };
  const reader = await createPerson({ roles: [await createRole({ customers: { read: 'all' } })] });
  expect((await reader.api.rpc('follow_record', { payload })).error).toBeNull();
  const merged = await merger.api.rpc('merge_customers', {
    payload: { id: kept ?? '', others: [other ?? ''] },
  });
  expect(merged.error).toBeNull();
  expect(
    (await reader.api.rpc('list_followers', { request: { resource: 'customers', record_id: kept ?? '' } }))
      .data,
  ).toMatchObject({ following: true });
});
