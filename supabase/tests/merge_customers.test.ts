import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bulkPeople, run } from './bulk-set.ts';
import { createPerson, createRole, type Person, sql, value } from './support.ts';

let manager: Person;
let rep: Person;
let outsider: Person;

beforeAll(async () => {
  ({ manager, rep, outsider } = await bulkPeople());
});

const insert = (table: string, row: Record<string, unknown>) =>
  value<string>(
    `insert into public.${table} (${Object.keys(row).join(', ')})
     values (${Object.keys(row).map((_, at) => `$${at + 1}`)}) returning id`,
    Object.values(row),
  );

/** A customer of the rep with one of everything that hangs on a customer. */
async function makeCustomer(name: string) {
  const id = await insert('customers', { name: `Merge ${name}`, owner_id: rep.id });
  const { rows } = await sql.query<{ stage: string; pipeline: string }>(
    `select id as stage, pipeline_id as pipeline from public.pipeline_stages where key = 'won' limit 1`,
  );
  await sql.query(
    'insert into public.customer_contact_details (customer_id, email, phone) values ($1, $2, $3)',
    [id, `${randomUUID()}@merge.example`, '+49 30 1234567'],
  );
  const contact = await insert('contacts', {
    customer_id: id,
    full_name: `${name} contact`,
    is_primary: true,
  });
  await sql.query('insert into public.contact_details (contact_id, email) values ($1, $2)', [
    contact,
    `${randomUUID()}@merge.example`,
  ]);
  const deal = await insert('deals', {
    name: `${name} deal`,
    customer_id: id,
    stage_id: rows[0]?.stage,
    pipeline_id: rows[0]?.pipeline,
    amount: 100,
    owner_id: rep.id,
  });
  const ticket = await insert('tickets', { subject: `${name} ticket`, customer_id: id });
  const task = await insert('tasks', { title: `${name} task`, customer_id: id, assignee_id: rep.id });
  const activity = await insert('activities', {
    kind: 'note',
    subject: name,
    customer_id: id,
    owner_id: rep.id,
  });
  const order = await insert('orders', { customer_id: id, owner_id: rep.id });
  const child = await insert('customers', { name: `Merge ${name} child`, parent_id: id, owner_id: rep.id });
  await insert('customer_pins', { customer_id: id, activity_id: activity });
  const comment = await insert('comments', {
    resource: 'customers',
    record_id: id,
    author_id: rep.id,
    body: name,
  });
  const tag = await insert('tags', { name: randomUUID() });
  await sql.query('insert into public.customer_tags (customer_id, tag_id) values ($1, $2)', [id, tag]);
  return { id, name, contact, deal, ticket, task, activity, order, child, tag, comment };
}

const hanging = [
  ['contacts', 'contact'],
  ['deals', 'deal'],
  ['tickets', 'ticket'],
  ['tasks', 'task'],
  ['activities', 'activity'],
  ['orders', 'order'],
] as const;
const customerOf = (table: string, id: string) =>
  value<string>(`select customer_id from public.${table} where id = $1`, [id]);
const merge = (person: Person, id: string, others: string[], more: object = {}) =>
  person.api.rpc('merge_customers', { payload: { id, others, ...more } });

test('hangs everything on the one that is kept, and takes all of it back', async () => {
  const [kept, other] = [await makeCustomer('Kept'), await makeCustomer('Other')];
  const { data, error } = await merge(manager, kept.id, [other.id], {
    save: { customer: { city: 'Berlin' }, contact_details: { phone: '+49 40 7654321' } },
  });
  expect(error).toBeNull();
  for (const [table, key] of hanging) expect(await customerOf(table, other[key])).toBe(kept.id);
  expect(
    await value('select customer_id from public.contact_details where contact_id = $1', [other.contact]),
  ).toBe(kept.id);
  expect(await value('select parent_id from public.customers where id = $1', [other.child])).toBe(kept.id);
  const commented = () => value('select record_id from public.comments where id = $1', [other.comment]);
  expect(await commented()).toBe(kept.id);
  expect(
    await value<number>('select count(*)::int from public.customer_pins where customer_id = $1', [kept.id]),
  ).toBe(2);
  expect(
    await value<number>('select count(*)::int from public.contacts where customer_id = $1 and is_primary', [
      kept.id,
    ]),
  ).toBe(1);
  expect(
    await value<number>('select count(*)::int from public.customer_tags where customer_id = $1', [kept.id]),
  ).toBe(2);
  const read = async (id: string) =>
    (
      await manager.api
        .from('customers')
        .select('name, city, details:customer_contact_details(phone)')
        .eq('id', id)
        .maybeSingle()
    ).data;
  expect(await read(kept.id)).toEqual({
    name: 'Merge Kept',
    city: 'Berlin',
    details: { phone: '+49 40 7654321' },
  });
  expect(await read(other.id)).toBeNull();
  expect((await rep.api.rpc('merged_into', { old_id: other.id })).data).toBe(kept.id);
  expect((await outsider.api.rpc('merged_into', { old_id: other.id })).data).toBeNull();

  // What somebody has changed since stays; the rest comes back.
  await sql.query(`update public.customers set city = 'Hamburg' where id = $1`, [kept.id]);
  const { job } = data as unknown as { job: string };
  expect((await run(manager, 'undo_bulk', job)).counts).toMatchObject({ undone: 2, kept: 0 });
  for (const [table, key] of hanging) {
    expect(await customerOf(table, other[key])).toBe(other.id);
    expect(await customerOf(table, kept[key])).toBe(kept.id);
  }
  expect(await read(kept.id)).toEqual({
    name: 'Merge Kept',
    city: 'Hamburg',
    details: { phone: '+49 30 1234567' },
  });
  expect(await read(other.id)).toMatchObject({ name: 'Merge Other' });
  expect(await commented()).toBe(other.id);
  expect(await value('select parent_id from public.customers where id = $1', [other.child])).toBe(other.id);
  expect(await value('select is_primary from public.contacts where id = $1', [other.contact])).toBe(true);
  expect(
    await value<number>('select count(*)::int from public.customer_tags where customer_id = $1', [kept.id]),
  ).toBe(1);
  expect((await rep.api.rpc('merged_into', { old_id: other.id })).data).toBeNull();
});

/** The keys of the custom fields made here; they go again, with their values. */
const customKeys: string[] = [];
afterAll(async () => {
  await sql.query('update public.customers set custom = custom - $1::text[] where custom ?| $1', [
    customKeys,
  ]);
  await sql.query('delete from public.custom_fields where key = any ($1)', [customKeys]);
});

/** A custom field of customers with a key of its own. Gives its key. */
async function customField(type: string, more: Record<string, unknown> = {}) {
  const key = `m_${randomUUID().replaceAll('-', '')}`;
  await insert('custom_fields', {
    resource: 'customers',
    key,
    type,
    labels: JSON.stringify({ en: key }),
    ...more,
  });
  customKeys.push(key);
  return key;
}
const withCustom = (name: string, custom: object) =>
  insert('customers', { name: `Merge ${name}`, owner_id: rep.id, custom: JSON.stringify(custom) });
const customOf = (id: string) =>
  value<Record<string, unknown>>(`select coalesce(custom, '{}') from public.customers where id = $1`, [id]);
const jobOf = (data: unknown) => (data as { job: string }).job;

test('takes custom fields along, and gives them back one by one', async () => {
  const [note, level, met] = [
    await customField('text'),
    await customField('choice', {
      choices: JSON.stringify(['gold', 'iron'].map((key) => ({ key, labels: { en: key }, active: true }))),
    }),
    await customField('boolean'),
  ];
  const kept = await withCustom('Kept', { [note]: 'ours' });
  const other = await withCustom('Other', { [note]: 'theirs', [level]: 'iron', [met]: false });
  // What the other has may be taken though it is no longer offered, or needed and emptied again by the undo.
  await sql.query('update public.custom_fields set active = false where key = $1', [level]);
  await sql.query('update public.custom_fields set required = true where key = $1', [met]);
  const taken = { [note]: 'theirs', [level]: 'iron', [met]: false };
  const { data, error } = await merge(manager, kept, [other], { save: { customer: { custom: taken } } });
  expect(error).toBeNull();
  expect(await customOf(kept)).toEqual(taken);
  await sql.query('update public.customers set custom = custom || $2 where id = $1', [
    kept,
    { [note]: 'by hand' },
  ]);
  expect((await run(manager, 'undo_bulk', jobOf(data))).counts).toMatchObject({ undone: 2 });
  expect(await customOf(kept)).toEqual({ [note]: 'by hand' });
  expect(await customOf(other)).toEqual(taken);
});

test('refuses a retired choice that none of the merged customers has', async () => {
  const level = await customField('choice', {
    choices: JSON.stringify(
      ['gold', 'iron'].map((key) => ({ key, labels: { en: key }, active: key === 'gold' })),
    ),
  });
  const [kept, other] = [await withCustom('Kept', {}), await withCustom('Other', { [level]: 'gold' })];
  const refused = await merge(manager, kept, [other], {
    save: { customer: { custom: { [level]: 'iron' } } },
  });
  expect(refused.error).toMatchObject({
    hint: 'custom_retired',
    details: `{"field" : "custom.${level}"}`,
  });
  expect(await value('select deleted_at from public.customers where id = $1', [other])).toBeNull();
});

test('hands over a value that no two may have, and back', async () => {
  const vat = await customField('text', { is_unique: true });
  const [kept, other] = [
    await withCustom('Kept', { [vat]: 'A1' }),
    await withCustom('Other', { [vat]: 'B2' }),
  ];
  const { data, error } = await merge(manager, kept, [other], {
    save: { customer: { custom: { [vat]: 'B2' } } },
  });
  expect(error).toBeNull();
  expect(await customOf(kept)).toEqual({ [vat]: 'B2' });
  const stranger = await insert('customers', { name: 'Merge Stranger', owner_id: rep.id });
  const give = (text: string) =>
    rep.api.rpc('save_customer', { payload: { id: stranger, customer: { custom: { [vat]: text } } } });
  expect((await give('b2')).error?.hint).toBe('duplicate');

  // Out of the trash it would be a second one with the value.
  const restored = await manager.api.rpc('restore_records', { resource: 'customers', ids: [other] });
  expect(restored.error).toMatchObject({
    hint: 'duplicate',
    details: `{"field" : "custom.${vat}"}`,
  });
  expect((await run(manager, 'undo_bulk', jobOf(data))).counts).toMatchObject({ undone: 2, kept: 0 });
  expect(await customOf(kept)).toEqual({ [vat]: 'A1' });
  expect(await customOf(other)).toEqual({ [vat]: 'B2' });
  for (const text of ['a1', 'b2']) expect((await give(text)).error?.hint).toBe('duplicate');

  // Where somebody else has taken meanwhile what was given up, the kept one stays as it is.
  const again = await merge(manager, kept, [other], { save: { customer: { custom: { [vat]: 'B2' } } } });
  expect((await give('A1')).error).toBeNull();
  const undone = await run(manager, 'undo_bulk', jobOf(again.data));
  expect(undone.counts).toMatchObject({ undone: 0 });
  expect(await customOf(kept)).toEqual({ [vat]: 'B2' });
  expect(await customOf(stranger)).toEqual({ [vat]: 'A1' });
});

test('is one event of the audit log and one of the caller’s changes', async () => {
  const [kept, other, third] = [await makeCustomer('A'), await makeCustomer('B'), await makeCustomer('C')];
  const { data } = await merge(manager, kept.id, [other.id, third.id]);
  const { job } = data as unknown as { job: string };
  const listed = await manager.api
    .from('bulk_jobs')
    .select('action, label, total_rows, status')
    .eq('id', job)
    .single();
  expect(listed.data).toEqual({ action: 'merge', label: 'Merge A', total_rows: 3, status: 'done' });
  expect(
    await value<number>(
      `select count(*)::int from public.audit_log where action = 'merge' and request_id = $1 and actor_id = $2`,
      [`bulk:${job}`, manager.id],
    ),
  ).toBe(1);
});

test('needs the right to merge each of them, and all of them as they were looked at', async () => {
  const [kept, other] = [await makeCustomer('Kept'), await makeCustomer('Other')];
  const theirs = await insert('customers', { name: 'Merge Theirs', owner_id: outsider.id });
  expect((await merge(rep, kept.id, [other.id])).error?.hint).toBe('denied');
  expect((await merge(manager, kept.id, [theirs])).error?.hint).toBe('gone');
  expect((await merge(manager, theirs, [kept.id])).error?.hint).toBe('gone');
  expect((await merge(manager, kept.id, [])).error?.hint).toBe('merge_count');
  expect((await merge(manager, kept.id, [kept.id])).error?.hint).toBe('merge_count');
  const stale = await merge(manager, kept.id, [other.id], {
    versions: { [other.id]: '2020-01-01T00:00:00Z' },
  });
  expect(stale.error?.hint).toBe('conflict');
  // A value that may not be saved undoes all of it.
  const reader = await createPerson({
    roles: [await createRole({ customers: { read: 'all', merge: 'all' } })],
  });
  expect((await merge(reader, kept.id, [other.id], { save: { customer: { city: 'X' } } })).error?.code).toBe(
    '42501',
  );
  expect(await customerOf('deals', other.deal)).toBe(other.id);
});

test('merges a parent into its own child, and what was merged once more', async () => {
  const parent = await insert('customers', { name: 'Merge Parent', owner_id: rep.id });
  const child = await insert('customers', { name: 'Merge Child', owner_id: rep.id, parent_id: parent });
  const last = await insert('customers', { name: 'Merge Last', owner_id: rep.id });
  expect((await merge(manager, child, [parent])).error).toBeNull();
  expect(await value('select parent_id from public.customers where id = $1', [child])).toBeNull();
  expect((await merge(manager, last, [child])).error).toBeNull();
  expect((await rep.api.rpc('merged_into', { old_id: parent })).data).toBe(last);
});

test('nobody says by hand where a customer went, and what comes out of the trash went nowhere', async () => {
  const [one, two] = [
    await insert('customers', { name: 'Merge One', owner_id: rep.id }),
    await insert('customers', { name: 'Merge Two', owner_id: rep.id }),
  ];
  await rep.api.from('customers').update({ merged_into_id: two }).eq('id', one);
  expect(await value('select merged_into_id from public.customers where id = $1', [one])).toBeNull();
  await merge(manager, two, [one]);
  await manager.api.rpc('restore_records', { resource: 'customers', ids: [one] });
  expect(await value('select merged_into_id from public.customers where id = $1', [one])).toBeNull();
});

test('knows every table that refers to a customer', async () => {
  const { rows } = await sql.query<{ child: string; way: string }>(
    `select child_table || '.' || column_name as child, way from private.merge_children()`,
  );
  expect(rows.filter(({ way }) => way === 'leave').map(({ child }) => child)).toEqual([
    'customer_contact_details.customer_id',
    'customer_demographics.customer_id',
    'customer_lifecycle_history.customer_id',
    'customers.merged_into_id',
  ]);
  // What is moved has to be told apart by a key of one column.
  const { rows: composite } = await sql.query(
    `select m.child_table from private.merge_children() m join pg_constraint p
       on p.conrelid = ('public.' || m.child_table)::regclass and p.contype = 'p'
     where m.way = 'move' and cardinality(p.conkey) > 1`,
  );
  expect(composite).toEqual([]);
});
