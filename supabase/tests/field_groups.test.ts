import { beforeAll, describe, expect, test } from 'vitest';
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

test('the list of what each group covers is whole: no column of its tables, and no such fact elsewhere, is left out', async () => {
  const { rows } = await sql.query<{ name: string }>(
    `select c.table_name || '.' || c.column_name as name
     from information_schema.columns c
     left join private.resource_tables t on t.table_name = c.table_name
     where c.table_schema = 'public'
       and (t.resource like '%.%' and c.column_name not in ('customer_id', 'contact_id', 'deal_id', 'access_id', 'created_at', 'updated_at', 'updated_by')
         or c.column_name ~ '(phone|mobile|e_?mail|address|postal|birth|gender|income|household|education|revenue|^cost|margin|^discount$)')
       and not exists (select from public.field_groups g where g.table_name = c.table_name and g.column_name = c.column_name)
     order by 1`,
  );
  // of colleagues, not of customers
  expect(rows.map(({ name }) => name)).toEqual(['profiles.email', 'profiles.phone']);
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
});

test('a number is the database’s to give: nobody finds out by a number which records there are', async () => {
  const taken = await value<number>('select number::int from public.customers where id = $1', [customer]);
  for (const number of [taken, 987_654_321]) {
    const answer = await ask(reader.token, 'POST', 'customers', { name: 'X', number });
    expect(answer.code).toBe('428C9');
  }
});
