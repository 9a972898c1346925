import { beforeAll, describe, expect, test } from 'vitest';
import { fieldsOf, targets } from '../../src/lib/import/targets.ts';
import { ask } from './matrix/api.ts';
import { createPerson, createRole, type Person, sql, value } from './support.ts';

const all = { read: 'all', create: 'all', update: 'all', delete: 'all' };
const phone = '+49 30 98765432';
const email = 'zelda@zimmer.example';

let blind: Person;
let reader: Person;
let customer: string;
let other: string;

beforeAll(async () => {
  const role = {
    customers: all,
    contacts: all,
    imports: { read: 'all' },
    tickets: all,
    profiles: { read: 'all' },
  };
  blind = await createPerson({ roles: [await createRole(role)] });
  reader = await createPerson({
    roles: [
      await createRole({
        ...role,
        'customers.contact_details': { read: 'all', update: 'all' },
        'customers.demographics': { read: 'all' },
      }),
    ],
  });
  const make = () => value<string>(`insert into public.customers (name) values ('Zimmer') returning id`);
  customer = await make();
  other = await make();
  await sql.query(
    `insert into public.customer_contact_details (customer_id, phone, email) values ($1, $2, $3)`,
    [customer, phone, email],
  );
  const contact = await value<string>(
    `insert into public.contacts (customer_id, full_name) values ($1, 'Zelda') returning id`,
    [customer],
  );
  await sql.query('insert into public.contact_details (contact_id, mobile) values ($1, $2)', [
    contact,
    phone,
  ]);
  await sql.query('insert into public.customer_demographics (customer_id, employees) values ($1, 77)', [
    customer,
  ]);
});

const ids = (data: { id: string }[] | null) => (data ?? []).map(({ id }) => id);

test('the import knows of each of its fields which group it is of', async () => {
  const { rows } = await sql.query<{ resource: string; column_name: string }>(
    `select resource, column_name from public.field_groups where table_name <> 'import_rows'`,
  );
  const known = targets.flatMap((target) =>
    fieldsOf(target).map(({ key, group }) => ({ field: `${target}.${key}`, group })),
  );
  const expected = targets.flatMap((target) =>
    fieldsOf(target).map(({ key }) => ({
      field: `${target}.${key}`,
      group: rows.find((row) => row.resource.startsWith(`${target}.`) && row.column_name === key)?.resource,
    })),
  );
  expect(known).toEqual(expected);
  expect(known.filter(({ group }) => group).length).toBeGreaterThan(5);
});

test('the list of what each group covers is whole: no column of its tables, and no such fact elsewhere, is left out', async () => {
  const { rows } = await sql.query<{ name: string }>(
    `select c.table_name || '.' || c.column_name as name
     from information_schema.columns c
     left join private.resource_tables t on t.table_name = c.table_name
     where c.table_schema = 'public'
       and (t.resource like '%.%' and c.column_name not in ('customer_id', 'contact_id', 'deal_id', 'product_id', 'access_id', 'created_at', 'updated_at', 'updated_by')
         or c.column_name ~ '(phone|mobile|e_?mail|address|postal|birth|gender|income|household|education|revenue|^cost|margin|^discount$)')
       and not exists (select from public.field_groups g where g.table_name = c.table_name and g.column_name = c.column_name)
     order by 1`,
  );
  // of colleagues, not of customers; of an event's guest who is nobody's contact, known from the event alone
  expect(rows.map(({ name }) => name)).toEqual([
    'event_participants.email',
    'profiles.email',
    'profiles.phone',
  ]);
  const { rows: gone } = await sql.query(
    `select g.table_name, g.column_name from public.field_groups g where not exists (
       select from information_schema.columns c where c.table_schema = 'public' and c.table_name = g.table_name and c.column_name = g.column_name)`,
  );
  expect(gone).toEqual([]);
});

describe('a phone number that one may not read is not told', () => {
  test('by search, of customers or of everything', async () => {
    for (const q of [phone, '98765432', email, 'zelda@zim']) {
      expect(ids((await reader.api.rpc('search_customers', { q })).data)).toContain(customer);
      expect(ids((await blind.api.rpc('search_customers', { q })).data)).not.toContain(customer);
      expect((await blind.api.rpc('search_everything', { q })).data ?? []).toEqual([]);
    }
  });

  test('by filter, sort, count or csv, embedded or not', async () => {
    const filtered = async (person: Person) =>
      ids(
        (
          await person.api
            .from('customers')
            .select('id, customer_contact_details!inner(phone)')
            .in('id', [customer, other])
            .eq('customer_contact_details.phone', phone)
        ).data,
      );
    expect(await filtered(reader)).toEqual([customer]);
    expect(await filtered(blind)).toEqual([]);

    const anti = async (person: Person) =>
      ids(
        (
          await person.api
            .from('customers')
            .select('id, customer_contact_details()')
            .in('id', [customer, other])
            .is('customer_contact_details', null)
        ).data,
      ).length;
    expect(await anti(reader)).toBe(1);
    expect(await anti(blind)).toBe(2);

    const sorted = await blind.api
      .from('customers')
      .select('id, customer_contact_details(phone)')
      .in('id', [customer, other])
      .order('customer_contact_details(phone)', { ascending: true });
    expect(JSON.stringify(sorted.data)).not.toContain('98765432');
    const counted = async (person: Person) =>
      (
        await person.api
          .from('customer_contact_details')
          .select('*', { count: 'exact', head: true })
          .like('phone', '+49 30 9%')
      ).count;
    expect(await counted(reader)).toBeGreaterThan(0);
    expect(await counted(blind)).toBe(0);
    const csv = await blind.api
      .from('customers')
      .select('id, customer_contact_details(phone)')
      .eq('id', customer)
      .csv();
    expect(csv.data).not.toContain('98765432');
  });

  test('by an error: writing where it stands says no more than that it is denied', async () => {
    const insert = await blind.api
      .from('customer_contact_details')
      .insert({ customer_id: customer, phone: '1', access_id: customer });
    const same = await blind.api
      .from('customer_contact_details')
      .insert({ customer_id: other, phone: '1', access_id: customer });
    expect(insert.error?.code).toBe('42501');
    expect(same.error?.message).toBe(insert.error?.message);
    const upsert = await blind.api
      .from('customer_contact_details')
      .upsert({ customer_id: customer, phone: '1', access_id: customer }, { onConflict: 'customer_id' });
    expect(upsert.error?.code).toBe('42501');
    expect(upsert.error?.details ?? '').not.toContain('98765432');
  });

  test('by an import: neither its match, nor the rows of somebody else’s file', async () => {
    const job = await value<string>(
      `insert into public.import_jobs (resource, file_name, file_size, columns, signature, mapping, created_by)
       values ('customers', 'x.csv', 1, '{phone}', 'x', '{}', $1) returning id`,
      [reader.id],
    );
    await sql.query(
      `insert into public.import_rows (job_id, row_number, raw, data) values ($1, 1, to_jsonb(array[$2::text]), '{}')`,
      [job, phone],
    );
    const rows = async (person: Person) =>
      (await person.api.from('import_rows').select('raw').eq('job_id', job)).data?.length;
    const second = await createPerson({
      roles: [
        await createRole({
          imports: { read: 'all' },
          customers: { read: 'all' },
          'customers.contact_details': { read: 'all' },
          'customers.demographics': { read: 'all' },
        }),
      ],
    });
    expect(await rows(reader)).toBe(1);
    expect(await rows(second)).toBe(1);
    expect(await rows(blind)).toBe(0);
  });
});

describe('the rows of one’s own file', () => {
  const contact = 'customers.contact_details';
  const columns = { phone: { field: 'phone' }, name: { field: 'name' } };
  const rights = {
    customers: { read: 'own', create: 'own', update: 'own', import: 'own' },
    imports: { read: 'own' },
  };
  /** An importer, and a file of theirs whose one row was staged while they might read contact details. */
  async function staged(mapping: object) {
    const role = await createRole({ ...rights, [contact]: { read: 'own', update: 'own' } });
    const person = await createPerson({ roles: [role] });
    const { data: job, error } = await person.api.rpc('begin_import', {
      payload: {
        resource: 'customers',
        file_name: 'own.csv',
        file_size: 1,
        columns: ['name', 'phone'],
        signature: 'x',
        mapping: { version: 1, target: 'customers', columns: mapping },
      } as never,
    });
    expect(error).toBeNull();
    const rows = [[1, ['Own', phone], { name: 'Own', phone }, []]];
    const done = await person.api.rpc('stage_import_rows', { job: String(job), rows: rows as never });
    expect(done).toMatchObject({ error: null, data: 1 });
    return { person, role, job: String(job) };
  }
  const take = (role: string) =>
    sql.query(
      'delete from public.role_permissions p using public.roles r where r.id = p.role_id and r.key = $1 and p.resource = $2',
      [role, contact],
    );
  const read = async (person: Person, job: string) =>
    (await person.api.from('import_rows').select('raw, data').eq('job_id', job)).data;
  const left = (job: string) =>
    value<number>('select count(*)::int from public.import_rows where job_id = $1', [job]);

  test('are read, and worked on, as long as one may read what its columns go to', async () => {
    const { person, role, job } = await staged(columns);
    expect(await read(person, job)).toHaveLength(1);
    await take(role);
    expect(await read(person, job)).toEqual([]);
    const hidden = { code: '42501', hint: 'import_hidden' };
    expect((await person.api.rpc('check_import', { job })).error).toMatchObject(hidden);
    expect((await person.api.rpc('restage_import', { job, mapping: { columns } })).error).toMatchObject(
      hidden,
    );
    expect(
      (
        await person.api.rpc('begin_import', {
          payload: { resource: 'customers', mapping: { columns } } as never,
        })
      ).error,
    ).toMatchObject(hidden);
    // nor by saying that the columns went somewhere else
    const forged = await person.api.from('import_jobs').update({ mapping: {} }).eq('id', job).select('id');
    expect(forged.error).toMatchObject({ code: '55000', hint: 'import_step' });
    expect(await read(person, job)).toEqual([]);
    // to drop the file whole needs no look into it
    expect((await person.api.rpc('cancel_import', { job })).error).toBeNull();
    expect(await left(job)).toBe(0);
  });

  test('a file without such columns stays readable', async () => {
    const { person, role, job } = await staged({ name: { field: 'name' } });
    await take(role);
    expect(await read(person, job)).toHaveLength(1);
    expect((await person.api.rpc('check_import', { job })).error).toBeNull();
  });
});

describe('the amount of a closed deal', () => {
  const deal = async (owner: Person, key: string) =>
    value<string>(
      `insert into public.deals (name, amount, owner_id, stage_id, pipeline_id)
       select 'Closed', 5, $1, id, pipeline_id from public.pipeline_stages where key = $2 limit 1 returning id`,
      [owner.id, key],
    );

  test('is changed by who may amend, and by nobody else; what else it says is', async () => {
    const deals = { read: 'own', update: 'own' };
    const rep = await createPerson({ roles: [await createRole({ deals, pipelines: { read: 'all' } })] });
    const amender = await createPerson({
      roles: [await createRole({ deals: { ...deals, amend: 'own' }, pipelines: { read: 'all' } })],
    });
    const change = (
      person: Person,
      id: string,
      changes: { amount?: number; currency?: string; next_step?: string },
    ) => person.api.from('deals').update(changes).eq('id', id).select('amount');
    const won = await deal(rep, 'won');
    expect((await change(rep, won, { amount: 6 })).error).toMatchObject({
      code: '42501',
      hint: 'closed_amount',
      details: '{"field" : "amount"}',
    });
    expect((await change(rep, won, { currency: 'EUR' })).error?.hint).toBe('closed_amount');
    const saved = await rep.api.rpc('save_deal', { payload: { id: won, deal: { amount: 7 } } });
    expect(saved.error?.hint).toBe('closed_amount');
    expect((await change(rep, won, { next_step: 'Thank them' })).error).toBeNull();
    expect((await change(rep, await deal(rep, 'discovery'), { amount: 6 })).data).toEqual([{ amount: 6 }]);
    expect((await change(amender, await deal(amender, 'won'), { amount: 6 })).data).toEqual([{ amount: 6 }]);
  });

  test('is what its products come to: they are locked with it, and come with the closing', async () => {
    const deals = { read: 'own', create: 'own', update: 'own' };
    const others = { pipelines: { read: 'all' }, products: { read: 'all' } };
    const rep = await createPerson({ roles: [await createRole({ deals, ...others })] });
    const amender = await createPerson({
      roles: [await createRole({ deals: { ...deals, amend: 'own' }, ...others })],
    });
    const product = await value<string>(
      `insert into public.products (name, sku) values ('Locked', gen_random_uuid()::text) returning id`,
    );
    const items = (unit_price: number, id?: string) => [
      { ...(id && { id }), product_id: product, quantity: 1, unit_price },
    ];
    const save = (person: Person, payload: object) =>
      person.api.rpc('save_deal', { payload: payload as never });
    const locked = { code: '42501', hint: 'closed_items', details: '{"field":"items"}' };
    const won = await value<string>(`select id from public.pipeline_stages where key = 'won' limit 1`);
    const amountOf = (id: string) =>
      value<string>('select amount::text from public.deals where id = $1', [id]);

    // open, then closed with other products in one go: the amount follows
    const id = await deal(rep, 'discovery');
    expect((await save(rep, { id, items: items(10) })).error).toBeNull();
    expect((await save(rep, { id, deal: { stage_id: won }, items: items(20) })).error).toBeNull();
    expect(await amountOf(id)).toBe('20.00');
    const item = await value<string>('select id from public.deal_items where deal_id = $1', [id]);

    const line = () => rep.api.from('deal_items');
    expect((await line().update({ unit_price: 30 }).eq('id', item).select('id')).error).toMatchObject(locked);
    expect((await line().update({ quantity: 3 }).eq('id', item).select('id')).error).toMatchObject(locked);
    expect((await line().delete().eq('id', item).select('id')).error).toMatchObject(locked);
    const added = { deal_id: id, product_id: product, unit_price: 1, access_id: id };
    expect((await line().insert(added)).error).toMatchObject(locked);
    expect((await line().upsert({ ...added, id: item }, { onConflict: 'id' })).error).toMatchObject(locked);
    const open = await deal(rep, 'discovery');
    const moved = await line().update({ deal_id: open }).eq('id', item).select('id');
    expect(moved.error?.code).toBe('42501');
    expect((await save(rep, { id, items: items(40, item) })).error).toMatchObject(locked);
    expect((await save(rep, { id, items: [] })).error).toMatchObject(locked);
    // what stays as it is may come along
    expect(
      (await save(rep, { id, deal: { next_step: 'Thank them' }, items: items(20, item) })).error,
    ).toBeNull();
    expect((await line().update({ position: 5 }).eq('id', item).select('id')).error).toBeNull();
    expect(await amountOf(id)).toBe('20.00');

    // born closed, with its products
    const born = crypto.randomUUID();
    expect(
      (
        await save(rep, {
          id: born,
          new: true,
          deal: { name: 'Born closed', stage_id: won },
          items: items(7),
        })
      ).error,
    ).toBeNull();
    expect(await amountOf(born)).toBe('7.00');
    expect((await save(rep, { id: born, items: items(8) })).error).toMatchObject(locked);

    const theirs = await deal(amender, 'won');
    expect((await save(amender, { id: theirs, items: items(9) })).error).toBeNull();
    expect(await amountOf(theirs)).toBe('9.00');
  });
});

test('a number is the database’s to give: nobody finds out by a number which records there are', async () => {
  const taken = await value<number>('select number::int from public.customers where id = $1', [customer]);
  for (const number of [taken, 987_654_321]) {
    const answer = await ask(reader.token, 'POST', 'customers', { name: 'X', number });
    expect(answer.code).toBe('428C9');
  }
});
