import { beforeAll, describe, expect, test } from 'vitest';
import { begin, bulkPeople, customers, run } from './bulk-set.ts';
import { createPerson, createRole, type Person, sql, value } from './support.ts';

let manager: Person;
let rep: Person;
let outsider: Person;
let admin: Person;

beforeAll(async () => {
  ({ manager, rep, outsider, admin } = await bulkPeople());
});

describe('tags', () => {
  const tagsOf = async (table: string, key: string, id: string) =>
    (
      await sql.query<{ name: string }>(
        `select t.name from public.${table} x join public.tags t on t.id = x.tag_id where x.${key} = $1 order by t.name`,
        [id],
      )
    ).rows.map(({ name }) => name);

  test('are put on and taken off by who may change the record, new ones made by who may', async () => {
    const name = `Tag ${Math.random()}`;
    const [id] = await customers(1, rep.id);
    const tag = (person: Person, more: object) =>
      person.api.rpc('tag_record', { payload: { resource: 'customers', id: id ?? '', ...more } });
    expect((await tag(rep, { add: [name, 'VIP'] })).error).toBeNull();
    expect((await tag(rep, { add: [name.toUpperCase(), ' vip '] })).error).toBeNull();
    expect(await tagsOf('customer_tags', 'customer_id', id ?? '')).toEqual([name, 'VIP']);
    expect((await tag(outsider, { add: ['VIP'] })).error?.hint).toBe('gone');
    const reader = await createPerson({
      roles: [await createRole({ customers: { read: 'all' }, tags: { read: 'all' } })],
    });
    expect((await tag(reader, { remove: ['VIP'] })).error?.code).toBe('42501');
    // what is there already needs no right; what is not there does
    expect((await tag(reader, { add: ['VIP'] })).error).toBeNull();
    await sql.query(`insert into public.tags (name) values ('Other') on conflict do nothing`);
    expect((await tag(reader, { add: ['Other'] })).error?.code).toBe('42501');
    const changer = await createPerson({
      roles: [await createRole({ customers: { read: 'all', update: 'all' }, tags: { read: 'all' } })],
    });
    expect((await tag(changer, { add: [`${name} new`] })).error?.code).toBe('42501');
    expect((await tag(changer, { remove: ['VIP'] })).error).toBeNull();
    expect(await tagsOf('customer_tags', 'customer_id', id ?? '')).toEqual([name]);
  });

  test('go on many records at once, and come off again', async () => {
    const ids = await customers(3, manager.id);
    const theirs = await customers(1, outsider.id);
    const tag = await value<string>(`insert into public.tags (name) values ($1) returning id`, [
      `Bulk ${Math.random()}`,
    ]);
    await sql.query('insert into public.customer_tags (customer_id, tag_id) values ($1, $2)', [ids[0], tag]);
    const job = await begin(manager, [...ids, ...theirs], 'tag', { tag_id: tag });
    expect((await run(manager, 'apply_bulk', job)).counts).toMatchObject({ applied: 2, same: 1, refused: 1 });
    const tagged = () =>
      value<number>('select count(*)::int from public.customer_tags where tag_id = $1', [tag]);
    expect(await tagged()).toBe(3);
    expect((await run(manager, 'undo_bulk', job)).counts).toMatchObject({ undone: 2, kept: 0 });
    expect(await tagged()).toBe(1);
    const off = await begin(manager, ids, 'untag', { tag_id: tag });
    expect((await run(manager, 'apply_bulk', off)).counts).toMatchObject({ applied: 1, same: 2 });
    expect((await run(manager, 'undo_bulk', off)).counts).toMatchObject({ undone: 1 });
    expect(await tagged()).toBe(1);
  });

  test('of a deal are seen with the deal, follow it to its new owner, and are found by an index', async () => {
    const deal = await value<string>(
      `insert into public.deals (name, stage_id, pipeline_id, owner_id)
       select 'Tagged', s.id, s.pipeline_id, $1 from public.pipeline_stages s where s.key = 'discovery' limit 1 returning id`,
      [rep.id],
    );
    expect(
      (await rep.api.rpc('tag_record', { payload: { resource: 'deals', id: deal, add: ['Hot'] } })).error,
    ).toBeNull();
    const seen = async (person: Person) =>
      (await person.api.from('deals').select('id, deal_tags!inner(tag_id)').eq('id', deal)).data?.length;
    expect([await seen(rep), await seen(outsider)]).toEqual([1, 0]);
    await admin.api.rpc('assign_records', { resource: 'deals', ids: [deal], owner_id: outsider.id });
    expect([await seen(rep), await seen(outsider)]).toEqual([0, 1]);
  });
});
