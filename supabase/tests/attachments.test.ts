import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { bulkPeople, customers, run } from './bulk-set.ts';
import { anonymous, createPerson, createRole, type Person, service, sql, value } from './support.ts';

let manager: Person;
let rep: Person;
let outsider: Person;
let reader: Person;

beforeAll(async () => {
  ({ manager, rep, outsider } = await bulkPeople());
  reader = await createPerson({ roles: [await createRole({ customers: { read: 'all' } })] });
});

const text = (content: string) => new Blob([content], { type: 'text/plain' });
const bucket = (person: Person) => person.api.storage.from('attachments');
const customerOf = async (person: Person) => (await customers(1, person.id))[0] ?? '';

/** Begins a file on a customer; gives what the database said. */
const begin = (person: Person, customer: string, more: object = {}) =>
  person.api.rpc('add_attachment', {
    payload: {
      resource: 'customers',
      record_id: customer,
      name: 'Offer.txt',
      mime_type: 'text/plain',
      size: 5,
      ...more,
    },
  });

/** A file on a customer, its bytes included. Gives its id. */
async function attach(person: Person, customer: string, content = 'hello'): Promise<string> {
  const { data: id, error } = await begin(person, customer, { size: content.length });
  if (error) throw error;
  const up = await bucket(person).upload(id, text(content));
  if (up.error) throw up.error;
  const kept = await person.api.rpc('keep_attachment', { attachment_id: id });
  if (kept.error) throw kept.error;
  return id;
}

const list = async (person: Person, customer: string) => {
  const { data, error } = await person.api.rpc('list_attachments', {
    request: { resource: 'customers', record_id: customer },
  });
  if (error) throw error;
  return data as {
    entries: { id: string; name: string; size: number }[];
    deleted: { id: string }[];
    may_change: boolean;
  };
};

describe('files on a record', () => {
  test('are added by who may change it, read by who sees it, by the official client', async () => {
    const customer = await customerOf(rep);
    const id = await attach(rep, customer, 'héllo 你好');
    expect((await list(reader, customer)).entries).toMatchObject([
      { id, name: 'Offer.txt', size: Buffer.byteLength('héllo 你好') },
    ]);
    expect((await list(rep, customer)).may_change).toBe(true);
    expect((await list(reader, customer)).may_change).toBe(false);
    const got = await bucket(reader).download(id);
    expect(await got.data?.text()).toBe('héllo 你好');
  });

  test('are neither seen nor added, deleted or put back by who may not', async () => {
    const customer = await customerOf(rep);
    const id = await attach(rep, customer);
    expect(await list(outsider, customer)).toMatchObject({ entries: [], deleted: [], may_change: false });
    expect((await bucket(outsider).download(id)).error).not.toBeNull();
    expect((await anonymous().storage.from('attachments').download(id)).error).not.toBeNull();
    expect((await outsider.api.from('attachments').select().eq('id', id)).data).toEqual([]);
    expect((await begin(outsider, customer)).error?.hint).toBe('gone');
    expect((await begin(reader, customer)).error?.hint).toBe('denied');
    expect((await reader.api.rpc('delete_attachment', { attachment_id: id })).error?.hint).toBe('denied');
    expect((await outsider.api.rpc('delete_attachment', { attachment_id: id })).error?.hint).toBe('gone');
    expect((await bucket(reader).remove([id])).data ?? []).toEqual([]);
    expect((await bucket(rep).remove([id])).data ?? []).toEqual([]);
    expect((await bucket(rep).upload(id, text('other'), { upsert: true })).error).not.toBeNull();
    expect(await (await bucket(rep).download(id)).data?.text()).toBe('hello');
    const row = { customer_id: customer, name: 'x', mime_type: 'text/plain', size: 1, created_by: reader.id };
    expect((await reader.api.from('attachments').insert(row)).error?.code).toBe('42501');
  });

  test('have no address that outlives the right to the record', async () => {
    const customer = await customerOf(rep);
    const id = await attach(rep, customer);
    expect((await bucket(rep).createSignedUrl(id, 3600)).error).not.toBeNull();
    expect(
      (await bucket(rep).createSignedUrls([id], 3600)).data?.filter(({ signedUrl }) => signedUrl) ?? [],
    ).toEqual([]);
    expect((await bucket(rep).createSignedUploadUrl(randomUUID())).error).not.toBeNull();
    const pub = bucket(rep).getPublicUrl(id).data.publicUrl;
    expect((await fetch(pub)).ok).toBe(false);
    expect((await bucket(rep).download(id)).error).toBeNull();
    await sql.query('update public.customers set owner_id = $2 where id = $1', [customer, outsider.id]);
    expect((await bucket(rep).download(id)).error).not.toBeNull();
    expect((await bucket(outsider).download(id)).error).toBeNull();
  });

  test('go to the trash with their record and come back with it', async () => {
    const customer = await customerOf(rep);
    const id = await attach(rep, customer);
    await sql.query('update public.customers set deleted_at = now() where id = $1', [customer]);
    expect((await bucket(rep).download(id)).error).not.toBeNull();
    await sql.query('update public.customers set deleted_at = null where id = $1', [customer]);
    expect((await bucket(rep).download(id)).error).toBeNull();
  });

  test('are deleted and put back, and the record’s history says so', async () => {
    const customer = await customerOf(rep);
    const id = await attach(rep, customer);
    expect((await rep.api.rpc('delete_attachment', { attachment_id: id })).error).toBeNull();
    expect(await list(rep, customer)).toMatchObject({ entries: [], deleted: [{ id }] });
    expect((await list(reader, customer)).deleted).toEqual([]);
    expect((await bucket(rep).download(id)).error).not.toBeNull();
    expect((await rep.api.rpc('delete_attachment', { attachment_id: id })).error?.hint).toBe('gone');
    expect((await rep.api.rpc('restore_attachment', { attachment_id: id })).error).toBeNull();
    expect((await bucket(reader).download(id)).error).toBeNull();
    const actions = await sql.query<{ action: string }>(
      `select action from public.audit_log where table_name = 'attachments' and record_id = $1 and root_resource = 'customers' and root_id = $2 order by id`,
      [id, customer],
    );
    expect(actions.rows.map(({ action }) => action)).toEqual(['create', 'update', 'trash', 'restore']);
  });

  test('are refused when too large, empty, of another kind, or begun twice', async () => {
    const customer = await customerOf(rep);
    const hint = async (more: object) => (await begin(rep, customer, more)).error?.hint;
    expect(await hint({ size: 25_000_001 })).toBe('file_size');
    expect(await hint({ size: 0 })).toBe('file_size');
    expect(await hint({ mime_type: 'text/html' })).toBe('file_type');
    expect(await hint({ mime_type: 'image/svg+xml' })).toBe('file_type');
    expect(await hint({ resource: 'profiles', record_id: rep.id })).toBe('unknown_resource');
    const id = await attach(rep, customer);
    expect(await hint({ id })).toBe('gone');
    const { data: own } = await begin(rep, customer, { name: '../../a/b\u0007.txt' });
    expect(await value('select name from public.attachments where id = $1', [own])).toBe('.._.._a_b_.txt');
    // the server of the bytes holds to both limits itself
    const html = new Blob(['<script>'], { type: 'text/html' });
    expect((await bucket(rep).upload(own ?? '', html)).error?.message).toMatch(/mime type/);
  });

  test('show to others when their bytes have come, not before', async () => {
    const customer = await customerOf(rep);
    const { data: id } = await begin(rep, customer);
    expect((await rep.api.rpc('keep_attachment', { attachment_id: id ?? '' })).error?.hint).toBe('gone');
    expect((await list(rep, customer)).entries).toEqual([]);
    expect((await bucket(reader).upload(id ?? '', text('mine'))).error).not.toBeNull();
    expect((await bucket(rep).upload(randomUUID(), text('stray'))).error).not.toBeNull();
    expect((await bucket(rep).upload(id ?? '', text('hello'))).error).toBeNull();
    expect((await reader.api.rpc('keep_attachment', { attachment_id: id ?? '' })).error?.hint).toBe('gone');
    expect((await rep.api.rpc('keep_attachment', { attachment_id: id ?? '' })).error).toBeNull();
    expect((await list(reader, customer)).entries).toHaveLength(1);
  });

  test('follow a merged customer, and go back when that is undone', async () => {
    const [kept = '', other = ''] = await customers(2, rep.id);
    const id = await attach(rep, other);
    const { data } = await manager.api.rpc('merge_customers', {
      payload: { id: kept, others: [other] },
    });
    expect((await list(rep, kept)).entries).toMatchObject([{ id }]);
    expect((await bucket(rep).download(id)).error).toBeNull();
    await run(manager, 'undo_bulk', (data as unknown as { job: string }).job);
    expect((await list(rep, kept)).entries).toEqual([]);
    expect((await list(rep, other)).entries).toMatchObject([{ id }]);
  });

  test('are forgotten with their bytes 30 days after they were deleted, or a day after they were begun', async () => {
    const customer = await customerOf(rep);
    const [gone, fresh] = [await attach(rep, customer), await attach(rep, customer)];
    await sql.query(
      `update public.attachments set deleted_at = case id when $1 then now() - interval '31 days' else now() end where id in ($1, $2)`,
      [gone, fresh],
    );
    const due = async () =>
      ((await service().rpc('attachments_to_purge', { how_many: 10_000 })).data ?? []) as string[];
    expect(await due()).toContain(gone);
    expect(await due()).not.toContain(fresh);
    // while its bytes are there, so is its row
    await service().rpc('forget_attachments', { ids: [gone, fresh] });
    expect(
      await value('select count(*)::int from public.attachments where id = any ($1)', [[gone, fresh]]),
    ).toBe(2);
    expect((await service().storage.from('attachments').remove([gone])).data).toHaveLength(1);
    await service().rpc('forget_attachments', { ids: [gone, fresh] });
    expect(await due()).not.toContain(gone);
    expect(
      await value('select count(*)::int from public.attachments where id = any ($1)', [[gone, fresh]]),
    ).toBe(1);
    expect((await rep.api.rpc('attachments_to_purge', {})).error?.code).toBe('42501');
    expect((await rep.api.rpc('forget_attachments', { ids: [fresh] })).error?.code).toBe('42501');
  });
});
