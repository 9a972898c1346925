import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Client, createPerson, createRole, type Person, sql, stack, value } from './support.ts';

let rep: Person;
let otherRep: Person;
let agent: Person;
let marketer: Person;
let outsider: Person;

beforeAll(async () => {
  await sql.query(`select private.ensure_defaults('en')`);
  rep = await createPerson({ roles: ['sales_rep'] });
  otherRep = await createPerson({ roles: ['sales_rep'] });
  agent = await createPerson({ roles: ['support_agent'] });
  marketer = await createPerson({ roles: ['marketer'] });
  outsider = await createPerson({ roles: [await createRole({ tasks: { read: 'all' } })] });
});

const save = (api: Client, payload: object) =>
  api.rpc('save_customer', { payload: JSON.parse(JSON.stringify(payload)) });

async function create(person: Person, more: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID();
  const { error } = await save(person.api, { id, new: true, customer: { name: 'Nordwind GmbH' }, ...more });
  expect(error).toBeNull();
  return id;
}

const stored = (table: string, key: string, id: string) =>
  sql
    .query<Record<string, unknown>>(`select * from public.${table} where ${key} = $1`, [id])
    .then(({ rows }) => rows[0]);

const versionOf = (table: string, key: string, id: string) =>
  value<string>(`select to_json(updated_at) #>> '{}' from public.${table} where ${key} = $1`, [id]);

describe('a new customer', () => {
  test('is saved with details, demographics and tags at once, and belongs to who made it', async () => {
    const id = await create(rep, {
      customer: { name: '  Nordwind GmbH ', domain: 'Nordwind.example', aliases: ['NW'], price_min: 10.5 },
      contact_details: { email: 'post@nordwind.example', phone: '+49 30 901820' },
      demographics: { founded_year: 1987 },
      add_tags: ['Nordic-1', 'nordic-1', ' wind '],
    });
    expect(await stored('customers', 'id', id)).toMatchObject({
      name: 'Nordwind GmbH',
      domain: 'nordwind.example',
      aliases: ['NW'],
      lifecycle_stage: 'lead',
      price_min: '10.50',
      owner_id: rep.id,
      created_by: rep.id,
      updated_by: rep.id,
    });
    expect(await stored('customer_contact_details', 'customer_id', id)).toMatchObject({
      phone: '+49 30 901820',
    });
    expect(await stored('customer_demographics', 'customer_id', id)).toMatchObject({ founded_year: 1987 });
    const { rows } = await sql.query(
      'select lower(t.name) as name from public.customer_tags c join public.tags t on t.id = c.tag_id where c.customer_id = $1 order by 1',
      [id],
    );
    expect(rows).toEqual([{ name: 'nordic-1' }, { name: 'wind' }]);
  });

  test('sent twice, because the first answer was lost, is one customer with what was sent last', async () => {
    const id = await create(rep, { customer: { name: 'First', owner_id: rep.id } });
    await create(rep, { id, customer: { name: 'Second', owner_id: rep.id } });
    expect(await stored('customers', 'id', id)).toMatchObject({ name: 'Second' });
  });

  test('leaves nothing behind when one part is refused', async () => {
    const id = randomUUID();
    const { error } = await save(rep.api, {
      id,
      new: true,
      customer: { name: 'Half' },
      contact_details: { email: 'no address' },
    });
    expect(error).toMatchObject({ code: '23514' });
    expect(error?.message).toContain('customer_contact_details_email_check');
    expect(await stored('customers', 'id', id)).toBeUndefined();
  });

  test('is refused to who may not create, and nobody else’s id can be taken over', async () => {
    const refused = await save(outsider.api, { id: randomUUID(), new: true, customer: { name: 'No' } });
    expect(refused.error).toMatchObject({ code: '42501' });
    const id = await create(rep);
    const taken = await save(otherRep.api, { id, new: true, customer: { name: 'Mine now' } });
    expect(taken.error).toMatchObject({ code: '42501', hint: 'denied' });
    expect(await stored('customers', 'id', id)).toMatchObject({ name: 'Nordwind GmbH' });
  });

  test('without a name, or with a field that is no field, is refused by name', async () => {
    const nameless = await save(rep.api, { id: randomUUID(), new: true, customer: { city: 'Ulm' } });
    expect(nameless.error).toMatchObject({ code: '23502' });
    expect(nameless.error?.message).toContain('"name"');
    const strange = await save(rep.api, {
      id: randomUUID(),
      new: true,
      customer: { name: 'A', access_id: rep.id },
    });
    expect(strange.error).toMatchObject({ code: '22023', hint: 'unknown_field' });
    expect(JSON.parse(strange.error?.details ?? '{}')).toEqual({ name: 'access_id' });
  });
});

describe('a change', () => {
  test('touches only the given fields, empties those given as null, and names its editor', async () => {
    const id = await create(rep, {
      customer: { name: 'Kept', city: 'Ulm', tier: 'key' },
      contact_details: { email: 'a@b.example', phone: '12345' },
    });
    const { data, error } = await save(rep.api, {
      id,
      customer: { city: null, industry: 'energy' },
      contact_details: { address_city: 'Neu-Ulm' },
      versions: {
        customer: await versionOf('customers', 'id', id),
        contact_details: await versionOf('customer_contact_details', 'customer_id', id),
      },
    });
    expect(error).toBeNull();
    expect(data).toMatchObject({ id, updated_at: await versionOf('customers', 'id', id) });
    expect(await stored('customers', 'id', id)).toMatchObject({
      name: 'Kept',
      city: null,
      tier: 'key',
      industry: 'energy',
      updated_by: rep.id,
    });
    expect(await stored('customer_contact_details', 'customer_id', id)).toMatchObject({
      email: 'a@b.example',
      phone: '12345',
      address_city: 'Neu-Ulm',
    });
  });

  test('over a version that is no longer there is a conflict, and nothing of it is saved', async () => {
    const id = await create(rep, { contact_details: { phone: '12345' } });
    const customer = await versionOf('customers', 'id', id);
    const contact_details = await versionOf('customer_contact_details', 'customer_id', id);
    expect(
      (await save(rep.api, { id, contact_details: { phone: '999' }, versions: { contact_details } })).error,
    ).toBeNull();
    const late = await save(rep.api, {
      id,
      customer: { city: 'Ulm' },
      contact_details: { phone: '777' },
      versions: { customer, contact_details },
    });
    expect(late.status).toBe(409);
    expect(late.error).toMatchObject({ code: 'PT409', hint: 'conflict' });
    expect(await stored('customers', 'id', id)).toMatchObject({ city: null });
    expect(await stored('customer_contact_details', 'customer_id', id)).toMatchObject({ phone: '999' });
  });

  test('that makes details where a form saw none is a conflict when somebody made them meanwhile', async () => {
    const id = await create(rep);
    const first = await save(rep.api, {
      id,
      contact_details: { phone: '111' },
      versions: { contact_details: null },
    });
    expect(first.error).toBeNull();
    const second = await save(rep.api, {
      id,
      contact_details: { phone: '222' },
      versions: { contact_details: null },
    });
    expect(second.error).toMatchObject({ hint: 'conflict' });
  });

  test('of the owner goes through assigning alone', async () => {
    const id = await create(rep);
    const { error } = await save(rep.api, { id, customer: { owner_id: otherRep.id } });
    expect(error).toMatchObject({ code: '22023', hint: 'unknown_field' });
  });

  test('takes tags on and off, and only for who may change the customer', async () => {
    const id = await create(rep, { add_tags: ['blue-a', 'green-a'] });
    expect(
      (await save(rep.api, { id, add_tags: ['red-a'], remove_tags: ['blue-a', 'never there'] })).error,
    ).toBeNull();
    const names = () =>
      value<string[]>(
        'select array_agg(t.name order by t.name) from public.customer_tags c join public.tags t on t.id = c.tag_id where c.customer_id = $1',
        [id],
      );
    expect(await names()).toEqual(['green-a', 'red-a']);
    expect((await save(agent.api, { id, remove_tags: ['red-a'] })).error).toMatchObject({ code: '42501' });
    expect((await save(agent.api, { id, add_tags: ['green-a', 'odd-a'] })).error).toMatchObject({
      code: '42501',
    });
    expect(await names()).toEqual(['green-a', 'red-a']);
  });
});

describe('who may not', () => {
  test('see the customer meets "gone", whether it is hidden, trashed or was never there', async () => {
    const id = await create(rep);
    const hidden = await save(otherRep.api, { id, customer: { city: 'Ulm' } });
    expect(hidden.error).toMatchObject({ code: 'P0002', hint: 'gone' });
    const never = await save(rep.api, { id: randomUUID(), customer: { city: 'Ulm' } });
    expect(never.error).toMatchObject({ code: 'P0002', hint: 'gone' });
    await rep.api.rpc('trash_records', { resource: 'customers', ids: [id] });
    const trashed = await save(rep.api, { id, contact_details: { phone: '123' } });
    expect(trashed.error).toMatchObject({ code: 'P0002', hint: 'gone' });
  });

  test('change the customer but its contact details: those alone are saved', async () => {
    const id = await create(rep, { contact_details: { phone: '12345' } });
    const details = await save(agent.api, { id, contact_details: { phone: '54321' } });
    expect(details.error).toBeNull();
    const both = await save(agent.api, { id, customer: { city: 'Ulm' }, contact_details: { phone: '1' } });
    expect(both.error).toMatchObject({ code: '42501', hint: 'denied' });
    expect(await stored('customer_contact_details', 'customer_id', id)).toMatchObject({
      phone: '54321',
      updated_by: agent.id,
    });
  });

  test('see the details meets a denial instead of a doubled row', async () => {
    const id = await create(rep, { contact_details: { phone: '12345' } });
    for (const versions of [{}, { contact_details: null }]) {
      const { error } = await save(marketer.api, { id, contact_details: { phone: '1' }, versions });
      expect(error).toMatchObject({ code: '42501' });
    }
    expect(await stored('customer_contact_details', 'customer_id', id)).toMatchObject({ phone: '12345' });
  });
});

describe('save_contact', () => {
  const contact = (person: Person, payload: object) =>
    person.api.rpc('save_contact', { payload: JSON.parse(JSON.stringify(payload)) });

  test('saves a contact with details, and one primary contact at a time', async () => {
    const customer_id = await create(rep);
    const [first, second] = [randomUUID(), randomUUID()];
    for (const id of [first, second]) {
      const { error } = await contact(rep, {
        id,
        new: true,
        customer_id,
        contact: { full_name: 'Yara Öz', is_primary: true },
        contact_details: { mobile: '+90 532 000 00 00' },
      });
      expect(error).toBeNull();
    }
    expect(await stored('contacts', 'id', first)).toMatchObject({ is_primary: false });
    expect(await stored('contacts', 'id', second)).toMatchObject({ is_primary: true, customer_id });
    expect(await stored('contact_details', 'contact_id', second)).toMatchObject({
      mobile: '+90 532 000 00 00',
      customer_id,
    });
  });

  test('lets whom a customer was given to add a contact, though somebody else made the customer', async () => {
    const customer_id = await create(rep);
    const given = await rep.api.rpc('assign_records', {
      resource: 'customers',
      ids: [customer_id],
      owner_id: otherRep.id,
    });
    expect(given.error).toBeNull();
    const { error } = await contact(otherRep, {
      id: randomUUID(),
      new: true,
      customer_id,
      contact: { full_name: 'Ida Brandt' },
      contact_details: { email: 'ida@brandt.example' },
    });
    expect(error).toBeNull();
    const { data } = await otherRep.api.rpc('customer_overview', { id: customer_id });
    expect(data).toMatchObject({
      may: {
        contacts: ['create', 'delete', 'read', 'update'],
        customers: expect.arrayContaining(['read', 'update']),
      },
    });
  });

  test('saves nothing when one part is refused, and moves no contact elsewhere', async () => {
    const customer_id = await create(rep);
    const id = randomUUID();
    const { error } = await contact(rep, {
      id,
      new: true,
      customer_id,
      contact: { full_name: 'Half' },
      contact_details: { phone: 'none' },
    });
    expect(error).toMatchObject({ code: '23514' });
    expect(await stored('contacts', 'id', id)).toBeUndefined();
    const hidden = await contact(otherRep, { id, new: true, customer_id, contact: { full_name: 'Spy' } });
    expect(hidden.error).toMatchObject({ code: 'P0002' });
  });
});

test('the overview says what may be done and counts what may be seen', async () => {
  const id = await create(rep);
  await sql.query(
    `insert into public.tasks (title, customer_id, assignee_id) values ('Call', $1, $2), ('Write', $1, $3)`,
    [id, rep.id, otherRep.id],
  );
  const { data } = await rep.api.rpc('customer_overview', { id });
  expect(data).toMatchObject({
    counts: { tasks: 1, deals: 0 },
    may: { customers: expect.arrayContaining(['assign', 'delete', 'export', 'read', 'update']) },
  });
  const asAgent = await agent.api.rpc('customer_overview', { id });
  expect(asAgent.data).toMatchObject({
    may: { customers: ['create', 'read'], 'customers.contact_details': ['read', 'update'] },
  });
  expect((await otherRep.api.rpc('customer_overview', { id })).data).toBeNull();
});

test('how many there are is counted by what one may read, and guessed only for who may read all of many', async () => {
  const count = async (person: Person) => (await person.api.rpc('count_all', { resource: 'customers' })).data;
  const own = await value<string>(
    'select count(*) from public.customers where deleted_at is null and (owner_id = $1 or created_by = $1)',
    [rep.id],
  );
  expect(Number(own)).toBeGreaterThan(1);
  expect(await count(rep)).toEqual({ total: Number(own), about: false });
  const all = await value<string>('select count(*) from public.customers where deleted_at is null');
  expect(await count(agent)).toEqual({ total: Number(all), about: false });

  const size = await value<number>(`select reltuples from pg_class where oid = 'public.customers'::regclass`);
  const superuser = new pg.Client(stack.adminUrl);
  await superuser.connect();
  try {
    const pretend = 'update pg_class set reltuples = $1 where oid = $2::regclass';
    await superuser.query(pretend, [420_000, 'public.customers']);
    expect(await count(agent)).toEqual({ total: 420_000, about: true });
    expect(await count(rep)).toEqual({ total: Number(own), about: false });
    await superuser.query(pretend, [size, 'public.customers']);
  } finally {
    await superuser.end();
  }
  const { error } = await rep.api.rpc('count_all', { resource: 'settings' });
  expect(error).toMatchObject({ hint: 'unknown_resource' });
});

test('regions are those of customers that the caller may read', async () => {
  const name = `Region ${randomUUID()}`;
  await create(rep, { customer: { name: 'Far', region: name } });
  const seen = async (person: Person) =>
    (await person.api.rpc('list_customer_regions')).data?.map(({ region }) => region);
  expect(await seen(rep)).toContain(name);
  expect(await seen(otherRep)).not.toContain(name);
  expect(await seen(agent)).toContain(name);
});

test('people to choose from are those whom the scope covers', async () => {
  const names = async (person: Person, action: string) =>
    (await person.api.rpc('list_people', { resource: 'customers', action })).data?.map(({ id }) => id);
  expect(await names(rep, 'create')).toEqual([rep.id]);
  expect(await names(agent, 'create')).toContain(rep.id);
  expect(await names(outsider, 'create')).toEqual([]);
});
