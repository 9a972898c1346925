import { beforeAll, describe, expect, test } from 'vitest';
import { bulkPeople, customers, field, run } from './bulk-set.ts';
import { createPerson, createRole, type Person, sql } from './support.ts';

let manager: Person;
let rep: Person;
let outsider: Person;
let admin: Person;

beforeAll(async () => {
  ({ manager, rep, outsider, admin } = await bulkPeople());
});

const give = (person: Person, id: string, to: string | null, seen: string | null, resource = 'customers') =>
  // the generated types know of no argument that may be null
  person.api.rpc('assign_record', { resource, id, owner_id: to as string, seen: seen as string });

const ownerOf = (id: string) => field([id], 'owner_id');

async function one(owner: string | null): Promise<string> {
  const [id] = await customers(1, owner);
  if (!id) throw new Error('the customer was made');
  return id;
}

describe('a record given to somebody', () => {
  test('is theirs, and can be taken back from out of sight', async () => {
    const id = await one(rep.id);
    const { data: job, error } = await give(manager, id, outsider.id, rep.id);
    expect(error).toBeNull();
    expect(await ownerOf(id)).toEqual([outsider.id]);
    expect((await manager.api.from('customers').select('id').eq('id', id)).data).toEqual([]);
    const { data } = await manager.api
      .from('bulk_jobs')
      .select('action, status, counts')
      .eq('id', job ?? '');
    expect(data).toMatchObject([{ action: 'assign', status: 'done', counts: { applied: 1 } }]);
    expect((await run(manager, 'undo_bulk', job ?? '')).counts).toMatchObject({ undone: 1, kept: 0 });
    expect(await ownerOf(id)).toEqual([rep.id]);
  });

  test('can be nobody’s, and somebody’s again', async () => {
    const id = await one(rep.id);
    expect((await give(admin, id, null, rep.id)).error).toBeNull();
    expect(await ownerOf(id)).toEqual([null]);
    expect((await give(admin, id, rep.id, null)).error).toBeNull();
    expect(await ownerOf(id)).toEqual([rep.id]);
  });

  test('is not given over a colleague’s change: the second is told who has it', async () => {
    const id = await one(rep.id);
    await give(manager, id, manager.id, rep.id);
    const late = await give(manager, id, outsider.id, rep.id);
    expect(late.status).toBe(409);
    expect(late.error?.hint).toBe('taken');
    const { rows } = await sql.query('select full_name from public.profiles where id = $1', [manager.id]);
    expect(JSON.parse(late.error?.details ?? '{}')).toEqual({ name: rows[0]?.full_name });
    expect(await ownerOf(id)).toEqual([manager.id]);
    // whoever both meant to give it to has it: nothing to do, and nothing to undo
    expect(await give(manager, id, manager.id, rep.id)).toMatchObject({ data: null, error: null });
    await sql.query('update public.customers set owner_id = null where id = $1', [id]);
    expect((await give(admin, id, outsider.id, manager.id)).error?.hint).toBe('conflict');
  });

  test('stays with whom somebody has given it to since, when it is taken back', async () => {
    const id = await one(rep.id);
    const { data: job } = await give(manager, id, manager.id, rep.id);
    await sql.query('update public.customers set owner_id = $2 where id = $1', [id, outsider.id]);
    expect((await run(manager, 'undo_bulk', job ?? '')).counts).toMatchObject({ undone: 0, kept: 1 });
    expect(await ownerOf(id)).toEqual([outsider.id]);
  });
});

describe('nobody gives away', () => {
  test('what they do not see, or may not assign', async () => {
    const reader = await createPerson({
      roles: [await createRole({ customers: { read: 'all', update: 'all' } })],
    });
    const id = await one(rep.id);
    expect((await give(outsider, id, outsider.id, rep.id)).error?.hint).toBe('gone');
    expect((await give(reader, id, reader.id, rep.id)).error?.code).toBe('42501');
    expect(await ownerOf(id)).toEqual([rep.id]);
  });

  test('to who has left, what is in the trash, or what is no record', async () => {
    const gone = await createPerson({ roles: ['sales_rep'] });
    await sql.query('update public.profiles set active = false where id = $1', [gone.id]);
    const id = await one(rep.id);
    expect((await give(manager, id, gone.id, rep.id)).error?.hint).toBe('not_active');
    await manager.api.rpc('trash_records', { resource: 'customers', ids: [id] });
    expect((await give(manager, id, manager.id, rep.id)).error?.hint).toBe('gone');
    expect((await give(manager, id, manager.id, rep.id, 'profiles')).error?.hint).toBe('unknown_resource');
    expect(await ownerOf(id)).toEqual([rep.id]);
  });
});
