import { beforeAll, describe, expect, test } from 'vitest';
import { createPerson, createRole, type Person, sql, value } from './support.ts';

let owner: Person;
let blind: Person;
let other: Person;
let caller: Person;
let trasher: Person;

const contactsOfAll = { read: 'all', create: 'all', update: 'all', delete: 'all' };
const everything = { ...contactsOfAll, assign: 'all' };

beforeAll(async () => {
  owner = await createPerson({
    roles: [
      await createRole({
        customers: { read: 'own', create: 'own', update: 'own', delete: 'own', assign: 'own' },
        'customers.contact_details': { read: 'own', update: 'own' },
        contacts: { read: 'own', create: 'own', update: 'own', delete: 'own' },
        orders: { read: 'own' },
        activities: { read: 'own', create: 'own', update: 'own' },
      }),
    ],
  });
  other = await createPerson({
    roles: [await createRole({ customers: { read: 'own' }, activities: { read: 'own', create: 'own' } })],
  });
  blind = await createPerson({
    roles: [await createRole({ customers: everything, contacts: contactsOfAll })],
  });
  caller = await createPerson({
    roles: [
      await createRole({
        customers: { read: 'own' },
        'customers.contact_details': { read: 'all', update: 'all' },
      }),
    ],
  });
  trasher = await createPerson({
    roles: [await createRole({ customers: everything, 'customers.contact_details': { read: 'all' } })],
  });
});

async function customer(): Promise<string> {
  const id = await value<string>(
    `insert into public.customers (name, owner_id) values ('Hanging', $1) returning id`,
    [owner.id],
  );
  await sql.query(
    `insert into public.customer_contact_details (customer_id, phone, email) values ($1, '+49 30 5550142', $2)`,
    [id, `x@${id}.example`],
  );
  await sql.query(`insert into public.contacts (customer_id, full_name) values ($1, 'Zoë Zimmer')`, [id]);
  return id;
}

const phones = async (person: Person, id: string) =>
  (await person.api.from('customer_contact_details').select('phone').eq('customer_id', id)).data?.map(
    (row) => row.phone,
  );

describe('a field group', () => {
  test('is read with its own permission, and never further than its record', async () => {
    const id = await customer();
    expect(await phones(owner, id)).toEqual(['+49 30 5550142']);
    expect(await phones(blind, id)).toEqual([]);
    expect(await phones(caller, id)).toEqual([]);
    const embedded = await blind.api
      .from('customers')
      .select('name, customer_contact_details(phone)')
      .eq('id', id)
      .single();
    expect(embedded.data).toEqual({ name: 'Hanging', customer_contact_details: null });
  });

  test('tells nothing by a filter or by search either', async () => {
    const id = await customer();
    const filtered = await blind.api
      .from('customers')
      .select('id, customer_contact_details!inner(phone)')
      .eq('id', id)
      .like('customer_contact_details.phone', '%5550142%');
    expect(filtered.data).toEqual([]);
    const found = async (person: Person, q: string) =>
      (await person.api.rpc('search_customers', { q }).select('id')).data?.some((row) => row.id === id);
    expect(await found(owner, `x@${id}`)).toBe(true);
    expect(await found(blind, `x@${id}`)).toBe(false);
    expect(await found(caller, `x@${id}`)).toBe(false);
    expect(await found(owner, '030 555 0142')).toBe(true);
  });

  test('is not written without its permission', async () => {
    const id = await customer();
    const changed = await blind.api
      .from('customer_contact_details')
      .update({ phone: '1234' })
      .eq('customer_id', id)
      .select('customer_id');
    expect(changed.data).toEqual([]);
    const upserted = await blind.api
      .from('customer_contact_details')
      .upsert({ customer_id: id, phone: '1234', access_id: blind.id });
    expect(upserted.error?.code).toBe('42501');
    expect(await phones(owner, id)).toEqual(['+49 30 5550142']);
  });
});

describe('what hangs on a customer', () => {
  test('follows it to its new owner', async () => {
    const id = await customer();
    const heir = await createPerson({ roles: ['sales_rep'] });
    expect(await phones(heir, id)).toEqual([]);
    const { error } = await owner.api.rpc('assign_records', {
      resource: 'customers',
      ids: [id],
      owner_id: heir.id,
    });
    expect(error).toBeNull();
    expect(await phones(heir, id)).toEqual(['+49 30 5550142']);
    expect(await phones(owner, id)).toEqual([]);
    expect((await heir.api.from('contacts').select('full_name').eq('customer_id', id)).data).toEqual([
      { full_name: 'Zoë Zimmer' },
    ]);
  });

  test('cannot be moved to another customer, nor given another key', async () => {
    const [from, to] = [await customer(), await customer()];
    const moved = await owner.api.from('contacts').update({ customer_id: to }).eq('customer_id', from);
    expect(moved.error).toMatchObject({ code: '42501', hint: 'parent_fixed' });
    await owner.api.from('contacts').update({ access_id: other.id }).eq('customer_id', from);
    expect(await value('select access_id from public.contacts where customer_id = $1', [from])).toBe(
      owner.id,
    );
  });

  test('is seen by who did it and by who sees the customer', async () => {
    const id = await customer();
    const call = await value<string>(
      `insert into public.activities (kind, subject, customer_id, owner_id) values ('call', 'Called', $1, $2) returning id`,
      [id, other.id],
    );
    const seen = async (person: Person) =>
      (await person.api.from('activities').select('id').eq('id', call)).data?.length;
    expect(await seen(owner)).toBe(1);
    expect(await seen(other)).toBe(1);
    const stranger = await createPerson({ roles: ['sales_rep'] });
    expect(await seen(stranger)).toBe(0);
    const logged = await stranger.api
      .from('activities')
      .insert({ kind: 'call', subject: 'Sneaked in', customer_id: id });
    expect(logged.error?.code).toBe('42501');
  });
});

describe('the trash', () => {
  test('takes a customer and what hangs on it out of everybody’s sight, and gives both back', async () => {
    const id = await customer();
    const trashed = await trasher.api.rpc('trash_records', { resource: 'customers', ids: [id] });
    expect(trashed).toMatchObject({ error: null, data: 1 });
    for (const person of [owner, trasher]) {
      expect((await person.api.from('customers').select('id').eq('id', id)).data).toEqual([]);
      expect(await phones(person, id)).toEqual([]);
      expect((await person.api.from('contacts').select('id').eq('customer_id', id)).data).toEqual([]);
      expect((await person.api.rpc('search_customers', { q: `x@${id}` })).data).toEqual([]);
    }
    const restored = await trasher.api.rpc('restore_records', { resource: 'customers', ids: [id] });
    expect(restored).toMatchObject({ error: null, data: 1 });
    expect(await phones(owner, id)).toEqual(['+49 30 5550142']);
  });

  test('tells “gone” from “not allowed”, and does all or nothing', async () => {
    const mine = await customer();
    const readable = await value<string>(
      `insert into public.customers (name) values ('Nobody''s') returning id`,
    );
    const reader = await createPerson({ roles: [await createRole({ customers: { read: 'all' } })] });
    expect(
      (await reader.api.rpc('trash_records', { resource: 'customers', ids: [readable] })).error,
    ).toMatchObject({ code: '42501', hint: 'denied' });
    expect(
      (await owner.api.rpc('trash_records', { resource: 'customers', ids: [mine, readable] })).error,
    ).toMatchObject({ code: 'P0002', hint: 'gone' });
    expect((await owner.api.from('customers').select('id').eq('id', mine)).data).toHaveLength(1);
    expect(
      (await owner.api.rpc('trash_records', { resource: 'profiles', ids: [owner.id] })).error,
    ).toMatchObject({ code: '22023', hint: 'unknown_resource' });
    expect((await owner.api.rpc('trash_records', { resource: 'customers', ids: [] })).error).toMatchObject({
      code: '22023',
    });
  });
});
