import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Json } from '../../src/lib/database.types.ts';
import { Listener } from './live-listener.ts';
import { createPerson, createRole, type Person, sql, value } from './support.ts';

interface Comment {
  id: string;
  body: string;
  author_id: string;
  edited_at: string | null;
  mentions: { id: string; name: string }[];
}

let owner: Person;
let boss: Person;
let stranger: Person;
let customer: string;

beforeAll(async () => {
  const all = { read: 'all', update: 'all', assign: 'all', delete: 'all' };
  const own = await createRole({ customers: { read: 'own' }, profiles: { read: 'all' } });
  owner = await createPerson({ roles: [own], fullName: 'Olga Owner' });
  stranger = await createPerson({ roles: [own], fullName: 'Stan Stranger' });
  boss = await createPerson({
    roles: [await createRole({ customers: all, profiles: { read: 'all' } })],
    fullName: 'Bea Boss',
  });
  customer = await value<string>(
    `insert into public.customers (name, owner_id) values ('Commented Ltd', $1) returning id`,
    [owner.id],
  );
});

const on = (more: { [key: string]: Json }) => ({
  payload: { resource: 'customers', record_id: customer, ...more },
});
const say = async (who: Person, body: string, more: { [key: string]: Json } = {}) => {
  const { data, error } = await who.api.rpc('save_comment', on({ body, ...more }));
  if (error) throw error;
  return data as { id: string; unseen: string[] };
};
const commentsOf = async (who: Person, more: { [key: string]: Json } = {}) =>
  (
    await who.api.rpc('list_comments', {
      request: { resource: 'customers', record_id: customer, ...more },
    })
  ).data as unknown as { entries: Comment[]; next: { at: string; id: string } | null };
const told = async (who: Person) =>
  (
    (await who.api.rpc('list_notifications', { request: {} })).data as unknown as {
      entries: { kind: string; actor_id: string; record_id: string; data: { comment?: string } }[];
    }
  ).entries.filter(({ record_id }) => record_id === customer);

test('a comment is read by whoever sees the record, and by nobody else', async () => {
  const { id } = await say(boss, 'Call them on Monday');
  const [seen] = (await commentsOf(owner)).entries;
  expect(seen).toMatchObject({ id, body: 'Call them on Monday', author_id: boss.id, edited_at: null });
  expect((await commentsOf(stranger)).entries).toEqual([]);
  expect((await stranger.api.from('comments').select('id').eq('record_id', customer)).data).toEqual([]);
  const forced = await stranger.api.rpc('save_comment', on({ body: 'Let me in' }));
  expect(forced.error?.hint).toBe('gone');
  const elsewhere = await boss.api.rpc('save_comment', {
    payload: { resource: 'profiles', record_id: boss.id, body: 'x' },
  });
  expect(elsewhere.error?.hint).toBe('unknown_resource');
});

test('whose record it is, and who commented before, is told; the author is not', async () => {
  await sql.query('delete from public.notifications where record_id = $1', [customer]);
  await say(boss, 'First');
  expect(await told(owner)).toMatchObject([
    { kind: 'commented', actor_id: boss.id, data: { comment: 'First' } },
  ]);
  await say(owner, 'Second');
  expect(await told(boss)).toMatchObject([{ kind: 'commented', actor_id: owner.id }]);
  expect(await told(owner)).toHaveLength(1);
  expect(await told(stranger)).toEqual([]);
});

test('who is mentioned is told so, once; of whom does not see the record the author hears', async () => {
  await sql.query('delete from public.notifications where record_id = $1', [customer]);
  const id = randomUUID();
  const first = await say(boss, '@Olga Owner, @Stan Stranger, look', {
    id,
    mentions: [owner.id, stranger.id, boss.id],
  });
  expect(first).toEqual({ id, unseen: ['Stan Stranger'] });
  expect(await told(owner)).toMatchObject([{ kind: 'mentioned', actor_id: boss.id }]);
  expect(await told(boss)).toEqual([]);
  const rows = await sql.query('select from public.notifications where profile_id = $1', [stranger.id]);
  expect(rows.rowCount).toBe(0);
  // an answer was lost: sent again it is the same comment
  await say(boss, '@Olga Owner, @Stan Stranger, look', { id, mentions: [owner.id] });
  expect(await told(owner)).toHaveLength(1);
  expect((await commentsOf(owner)).entries.filter((one) => one.id === id)).toHaveLength(1);
});

test('people are offered by a part of their name, with whether they see the record', async () => {
  const find = async (who: Person, q: string) =>
    await who.api.rpc('list_mentionable', { resource: 'customers', record_id: customer, q });
  expect((await find(boss, 'olga own')).data).toContainEqual({
    id: owner.id,
    name: 'Olga Owner',
    sees: true,
  });
  expect((await find(boss, 'Stan Str')).data).toContainEqual({
    id: stranger.id,
    name: 'Stan Stranger',
    sees: false,
  });
  expect((await find(stranger, 'olga')).error?.hint).toBe('gone');
});

test('one changes and takes back one’s own, and nobody else’s', async () => {
  const { id } = await say(boss, 'A tpyo');
  await say(boss, 'A typo', { id });
  const [mended] = (await commentsOf(owner)).entries;
  expect(mended).toMatchObject({ id, body: 'A typo' });
  expect(mended?.edited_at).not.toBeNull();
  expect((await owner.api.rpc('save_comment', on({ id, body: 'Not mine' }))).error?.hint).toBe('gone');
  expect((await owner.api.rpc('delete_comment', { comment_id: id })).error?.hint).toBe('gone');
  expect((await boss.api.rpc('delete_comment', { comment_id: id })).error).toBeNull();
  expect((await commentsOf(owner)).entries.map((one) => one.id)).not.toContain(id);
  expect((await boss.api.rpc('save_comment', on({ id, body: 'Back' }))).error?.hint).toBe('gone');
  for (const body of ['', '   ', 'x'.repeat(10_001)]) {
    expect((await boss.api.rpc('save_comment', on({ body }))).error?.code).toBe('23514');
  }
});

test('comments come page after page, and whoever looks at the record is told of a new one', async () => {
  const ears = new Listener(owner);
  try {
    const topic = `record:customers:${customer}`;
    expect(await ears.join(topic)).toBe('SUBSCRIBED');
    await say(boss, 'One more');
    await ears.hears(topic, 1);
  } finally {
    await ears.stop();
  }
  const first = await commentsOf(owner, { limit: 2 });
  const second = await commentsOf(owner, { limit: 2, before: first.next && { ...first.next } });
  const bodies = (await commentsOf(owner)).entries.map(({ id }) => id);
  expect([...first.entries, ...second.entries].map(({ id }) => id)).toEqual(bodies.slice(0, 4));
});
