import { beforeAll, describe, expect, test } from 'vitest';
import { bulkPeople, customers, run } from './bulk-set.ts';
import { createPerson, createRole, type Person } from './support.ts';

let manager: Person;
let rep: Person;
let outsider: Person;

beforeAll(async () => {
  ({ manager, rep, outsider } = await bulkPeople());
});

describe('a deletion', () => {
  test('stands among the caller’s changes with its name, is undone from there, and not twice', async () => {
    const [id] = await customers(1, manager.id);
    await manager.api.rpc('trash_records', { resource: 'customers', ids: [id ?? ''] });
    const latest = async () =>
      (
        await manager.api
          .from('bulk_jobs')
          .select('id, action, label, status, total_rows')
          .order('created_at', { ascending: false })
          .limit(1)
          .single()
      ).data;
    const job = await latest();
    expect(job).toMatchObject({ action: 'trash', label: 'Bulk 1', status: 'done', total_rows: 1 });
    expect((await run(manager, 'undo_bulk', job?.id ?? '')).counts).toMatchObject({ undone: 1 });
    expect(
      (
        await manager.api
          .from('customers')
          .select('id')
          .eq('id', id ?? '')
      ).data,
    ).toHaveLength(1);
  });

  test('that somebody took back otherwise is undone there too', async () => {
    const ids = await customers(2, manager.id);
    await manager.api.rpc('trash_records', { resource: 'customers', ids });
    const read = async () =>
      (
        await manager.api
          .from('bulk_jobs')
          .select('status, counts')
          .order('created_at', { ascending: false })
          .limit(1)
          .single()
      ).data;
    await manager.api.rpc('restore_records', { resource: 'customers', ids: ids.slice(0, 1) });
    expect(await read()).toMatchObject({ status: 'done', counts: { undone: 1, applied: 1 } });
    await manager.api.rpc('restore_records', { resource: 'customers', ids: ids.slice(1) });
    expect(await read()).toMatchObject({ status: 'undone', counts: { undone: 2, applied: 0 } });
  });
});

describe('the trash', () => {
  interface Thrown {
    id: string;
    name: string;
    deleted_at: string;
    by: string | null;
  }
  const trashOf = async (person: Person) =>
    ((await person.api.rpc('list_trash', { resource: 'customers' })).data ?? []) as unknown as Thrown[];

  test('shows what one may take out, and who threw it away, to nobody else', async () => {
    const [id] = await customers(1, rep.id);
    await rep.api.rpc('trash_records', { resource: 'customers', ids: [id ?? ''] });
    expect((await trashOf(manager))[0]).toMatchObject({ id, name: 'Bulk 1', by: rep.id });
    expect((await trashOf(outsider)).map((row) => row.id)).not.toContain(id);
    const reader = await createPerson({ roles: [await createRole({ customers: { read: 'all' } })] });
    expect(await trashOf(reader)).toEqual([]);
    await manager.api.rpc('restore_records', { resource: 'customers', ids: [id ?? ''] });
    expect((await trashOf(manager)).map((row) => row.id)).not.toContain(id);
  });

  test('is read page by page, the latest first, also of what was thrown away at once', async () => {
    const ids = await customers(4, manager.id);
    await manager.api.rpc('trash_records', { resource: 'customers', ids: ids.slice(0, 3) });
    await manager.api.rpc('trash_records', { resource: 'customers', ids: ids.slice(3) });
    const seen: string[] = [];
    let last: Thrown | undefined;
    for (let page = 0; page < 4; page++) {
      const { data } = await manager.api.rpc('list_trash', {
        resource: 'customers',
        most: 1,
        ...(last && { before: last.deleted_at, before_id: last.id }),
      });
      last = (data as unknown as Thrown[])[0];
      seen.push(last?.id ?? '');
    }
    expect(seen).toEqual([ids[3], ...ids.slice(0, 3).sort()]);
    expect((await manager.api.rpc('list_trash', { resource: 'profiles' })).error?.hint).toBe(
      'unknown_resource',
    );
  });
});
