import { beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../src/lib/database.types.ts';
import { Listener } from './live-listener.ts';
import { anonymous, createPerson, createRole, type Person, sql, value } from './support.ts';

interface Entry {
  kind: string;
  resource: string;
  record_id: string | null;
  name: string | null;
  actor_id: string | null;
  how_many: number;
  read: boolean;
  id: string;
  at: string;
}
interface Page {
  entries: Entry[];
  unread: number;
  next: { at: string; id: string } | null;
}

let rep: Person;
let boss: Person;
let stage: { id: string; pipeline: string };

beforeAll(async () => {
  const all = { read: 'all', create: 'all', update: 'all', assign: 'all', delete: 'all' };
  rep = await createPerson({ roles: [await createRole({ deals: { read: 'own', update: 'own' } })] });
  boss = await createPerson({ roles: [await createRole({ deals: all, customers: all, tasks: all })] });
  const { rows } = await sql.query<{ id: string; pipeline: string }>(
    `select id, pipeline_id as pipeline from public.pipeline_stages where key = 'discovery' limit 1`,
  );
  if (!rows[0]) throw new Error('there is no pipeline');
  stage = rows[0];
});

async function told(person: Person, request: { [key: string]: Json } = {}): Promise<Page> {
  const { data, error } = await person.api.rpc('list_notifications', { request });
  if (error) throw error;
  return data as unknown as Page;
}
const readAll = (person: Person) => person.api.rpc('read_notifications', { payload: {} });

/** Deals of somebody, made as by nobody in particular. Gives their ids. */
async function dealsOf(owner: Person | null, howMany = 1, closing: string | null = null): Promise<string[]> {
  const customer = await value<string>(
    `insert into public.customers (name) values ('Notified Ltd') returning id`,
  );
  const { rows } = await sql.query<{ id: string }>(
    `insert into public.deals (name, customer_id, stage_id, pipeline_id, owner_id, expected_close_date)
     select 'Deal ' || n, $1, $2, $3, $4, $6 from generate_series(1, $5) n returning id`,
    [customer, stage.id, stage.pipeline, owner?.id ?? null, howMany, closing],
  );
  return rows.map(({ id }) => id);
}
const give = (ids: string[], to: Person, by = boss) =>
  by.api.rpc('assign_records', { resource: 'deals', ids, owner_id: to.id });

describe('who is given a record', () => {
  test('is told by whom, once, until they have read it', async () => {
    const [id = ''] = await dealsOf(null);
    await give([id], rep);
    const { entries, unread } = await told(rep);
    expect(entries).toMatchObject([
      { kind: 'assigned', resource: 'deals', record_id: id, name: 'Deal 1', actor_id: boss.id, how_many: 1 },
    ]);
    expect(unread).toBe(1);
    await give([id], boss);
    await give([id], rep);
    expect(await told(rep)).toMatchObject({ unread: 1, entries: [{ record_id: id, how_many: 2 }] });
    expect((await readAll(rep)).data).toBe(1);
    expect(await told(rep)).toMatchObject({ unread: 0, entries: [{ read: true }] });
    await give([id], boss);
    await give([id], rep);
    expect(await told(rep)).toMatchObject({ unread: 1, entries: [{ read: false }, { read: true }] });
  });

  test('is not told of what they took or made themselves', async () => {
    const before = (await told(boss)).entries.length;
    const [id = ''] = await dealsOf(null);
    await give([id], boss);
    await boss.api.from('customers').insert({ name: 'My own', owner_id: boss.id });
    expect((await told(boss)).entries).toHaveLength(before);
  });

  test('is told of several at once by one notification that counts them', async () => {
    const person = await createPerson({ roles: [await createRole({ deals: { read: 'own' } })] });
    const ids = await dealsOf(null, 12);
    await give(ids, person);
    expect(await told(person)).toMatchObject({
      unread: 1,
      entries: [{ kind: 'assigned', record_id: null, name: null, how_many: 12 }],
    });
    // a bulk change comes in batches
    const more = await dealsOf(null, 4);
    const job = await boss.api.rpc('begin_bulk', {
      payload: { resource: 'deals', action: 'assign', changes: { owner_id: person.id } },
    });
    expect(job.error).toBeNull();
    await boss.api.rpc('stage_bulk', { job: String(job.data), ids: more });
    for (const _ of more) await boss.api.rpc('apply_bulk', { job: String(job.data), batch: 1 });
    expect(await told(person)).toMatchObject({ unread: 1, entries: [{ record_id: null, how_many: 16 }] });
  });

  test('is told nothing without a sign-in, nor once they are not active', async () => {
    const unseated = await value<string>(
      `insert into public.profiles (full_name) values ('Unseated') returning id`,
    );
    const [id = ''] = await dealsOf(null);
    await boss.api.rpc('assign_records', { resource: 'deals', ids: [id], owner_id: unseated });
    const rows = await sql.query('select from public.notifications where profile_id = $1', [unseated]);
    expect(rows.rowCount).toBe(0);
  });
});

test('nobody is shown another’s, nor what is about a record that they may not read any more', async () => {
  const person = await createPerson({ roles: [await createRole({ deals: { read: 'own' } })] });
  const [id = ''] = await dealsOf(null);
  await give([id], person);
  expect(await told(person)).toMatchObject({ unread: 1, entries: [{ record_id: id }] });
  const others = await rep.api.from('notifications').select('id').eq('profile_id', person.id);
  expect(others.data).toEqual([]);
  const [{ id: notice } = { id: '' }] = (await told(person)).entries;
  expect((await rep.api.rpc('read_notifications', { payload: { ids: [notice] } })).data).toBe(0);
  await give([id], boss);
  expect(await told(person)).toMatchObject({ unread: 0, entries: [] });
  expect((await person.api.from('notifications').select('id')).data).toEqual([]);
  await give([id], person);
  expect(await told(person)).toMatchObject({ unread: 1 });
  await boss.api.rpc('trash_records', { resource: 'deals', ids: [id] });
  expect(await told(person)).toMatchObject({ unread: 0, entries: [] });
});

test('pages follow one another, and those of a record are read with it', async () => {
  const person = await createPerson({ roles: [await createRole({ deals: { read: 'own' } })] });
  const ids = await dealsOf(null, 5);
  for (const id of ids) await give([id], person);
  const first = await told(person, { limit: 2 });
  const second = await told(person, { limit: 3, before: first.next && { ...first.next } });
  expect([...first.entries, ...second.entries].map((entry) => entry.record_id)).toEqual(ids.toReversed());
  expect(await told(person, { limit: 0 })).toMatchObject({ entries: [], unread: 5 });
  const read = await person.api.rpc('read_notifications', {
    payload: { resource: 'deals', record_id: ids[0] },
  });
  expect(read.data).toBe(1);
  expect((await told(person)).unread).toBe(4);
});

test('how many are unread is counted by itself: of records that one may read, up to a hundred, and one’s own', async () => {
  const person = await createPerson({ roles: [await createRole({ deals: { read: 'own' } })] });
  const other = await createPerson({ roles: [await createRole({ deals: { read: 'own' } })] });
  const count = async (by: Person) => {
    const { data, error } = await by.api.rpc('count_unread_notifications', {}, { get: true });
    expect(error).toBeNull();
    return data;
  };
  expect(await count(person)).toBe(0);
  const ids = await dealsOf(null, 3);
  for (const id of ids) await give([id], person);
  expect(await count(person)).toBe(3);
  expect(await count(other)).toBe(0);
  await person.api.rpc('read_notifications', { payload: { resource: 'deals', record_id: ids[0] } });
  expect(await count(person)).toBe(2);
  await boss.api.rpc('trash_records', { resource: 'deals', ids: [ids[1] ?? ''] });
  expect(await count(person)).toBe(1);
  await sql.query(
    `insert into public.notifications (profile_id, kind, resource, record_id)
     select $1, 'changed', 'deals', d from unnest($2::uuid[]) d`,
    [person.id, await dealsOf(person, 120)],
  );
  expect(await count(person)).toBe(100);
  const { error } = await anonymous().rpc('count_unread_notifications');
  expect(error?.code).toBe('42501');
});

test('each is told of the kinds that they want', async () => {
  const person = await createPerson({ roles: [await createRole({ deals: { read: 'own' } })] });
  const settings = async () =>
    ((await person.api.rpc('my_notification_settings')).data as { kinds: object[] }).kinds;
  expect(await settings()).toContainEqual({ kind: 'assigned', app: true, mail: 'digest' });
  const save = (kinds: { [kind: string]: Json }) =>
    person.api.rpc('save_notification_settings', { payload: { kinds } });
  expect((await save({ assigned: { app: false } })).error).toBeNull();
  expect((await save({ assigned: { mail: 'none' }, due: { mail: 'at_once' } })).error).toBeNull();
  expect(await settings()).toContainEqual({ kind: 'assigned', app: false, mail: 'none' });
  expect(await settings()).toContainEqual({ kind: 'due', app: true, mail: 'at_once' });
  const wrongs: { [kind: string]: Json }[] = [
    { nonsense: { app: true } },
    { due: { app: 'yes' } },
    { due: { mail: 'daily' } },
  ];
  for (const wrong of wrongs) {
    expect((await save(wrong)).error?.hint).toBe('malformed');
  }
  const [id = ''] = await dealsOf(null);
  await give([id], person);
  expect(await told(person)).toMatchObject({ unread: 0, entries: [] });
});

describe('the clock', () => {
  const run = () => sql.query('select private.notify_due()');
  const kindsOf = async (person: Person) => (await told(person)).entries.map(({ kind }) => kind).toSorted();

  test('tells of tasks that are due within a day and of what is overdue, once for each date', async () => {
    const person = await createPerson({ roles: [await createRole({ tasks: { read: 'own' } })] });
    await run();
    const id = await value<string>(
      `insert into public.tasks (title, assignee_id, due_at) values ('Call', $1, now() + interval '2 days') returning id`,
      [person.id],
    );
    await readAll(person);
    const move = (due: string) =>
      sql.query(`update public.tasks set due_at = now() + $2::interval where id = $1`, [id, due]);
    const since = (ago: string) =>
      sql.query('update private.notified_until set moment = now() - $1::interval', [ago]);
    const unread = async () =>
      (await told(person)).entries.filter(({ read }) => !read).map(({ kind }) => kind);
    await run();
    expect(await unread()).toEqual([]);
    await move('23 hours 59 minutes');
    await since('5 minutes');
    await run();
    await run();
    expect(await unread()).toEqual(['due']);
    await readAll(person);
    await move('-1 minute');
    await since('5 minutes');
    await run();
    await run();
    expect(await unread()).toEqual(['overdue']);
    await readAll(person);
    await sql.query(`update public.tasks set status = 'done' where id = $1`, [id]);
    await since('5 minutes');
    await run();
    expect(await unread()).toEqual([]);
  });

  test('tells of deals that should close in three days, and of those that should have', async () => {
    const settings = await sql.query('select from public.settings');
    if (settings.rowCount === 0) {
      await sql.query(`insert into public.settings (organisation) values ('Clock')`);
    }
    const person = await createPerson({ roles: [await createRole({ deals: { read: 'own' } })] });
    const today = await value<string>('select private.organisation_today()::text');
    const on = (days: number) => value<string>('select ($1::date + $2::integer)::text', [today, days]);
    const [soon = ''] = await dealsOf(person, 1, await on(3));
    const [past = ''] = await dealsOf(person, 1, await on(-1));
    await dealsOf(person, 1, await on(4));
    await readAll(person);
    await sql.query('update private.notified_until set day = $1::date - 1', [today]);
    await run();
    await run();
    const fresh = (await told(person)).entries.filter(({ read }) => !read);
    expect(fresh.map(({ kind, record_id }) => [kind, record_id]).toSorted()).toEqual([
      ['closing', soon],
      ['overdue', past],
    ]);
    if (settings.rowCount === 0) await sql.query('delete from public.settings');
    expect(await kindsOf(person)).toContain('assigned');
  });
});

test('a person’s own topic tells that there is something new, and is theirs alone', async () => {
  const ears = new Listener(rep);
  const stranger = new Listener(boss);
  try {
    const topic = `person:${rep.id}`;
    expect(await stranger.join(topic)).toMatch(/^CHANNEL_ERROR Unauthorized/);
    expect(await ears.join(topic)).toBe('SUBSCRIBED');
    const [id = ''] = await dealsOf(null);
    await give([id], rep);
    await ears.hears(topic, 1);
  } finally {
    await ears.stop();
    await stranger.stop();
  }
});
