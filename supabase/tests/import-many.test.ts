import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { importText, prepare } from './import-run.ts';
import { asUser, createPerson, createRole, type Person, sql, value } from './support.ts';

/** What is written thousands at a time goes round row triggers and policies: it has to come out as theirs. */
let admin: Person;
const mark = () => randomUUID().slice(0, 8);

beforeAll(async () => {
  await prepare();
  admin = await createPerson({ roles: ['admin'] });
});

async function rowsOf(text: string, parameters: unknown[]): Promise<Record<string, unknown>[]> {
  return (await sql.query<Record<string, unknown>>(text, parameters)).rows;
}

test('imported deals are as the triggers would have made them, with item, history and access key', async () => {
  const m = mark();
  const owner = await createPerson({ fullName: `Owner ${m}` });
  const product = await value<string>(
    `insert into public.products (sku, name, list_price) values ($1, $1, 70) returning id`,
    [`P ${m}`],
  );
  const { counts } = await importText(
    admin,
    'deals',
    [
      'deal,id,stage,owner,product,amount,engage date,close date,lost reason',
      `  Ärger   über ${m} ,${m}-1,Won,${owner.fullName},P ${m},10.50,2017-01-02,2017-03-13,`,
      `Zwei,${m}-2,Lost,,P ${m},,2017-01-02,2017-03-13,`,
      `Drei,${m}-3,Discovery,${owner.fullName},,20,,2027-03-13,`,
    ].join('\n'),
  );
  expect(counts.create).toBe(3);
  const all = `select to_jsonb(d) - 'updated_at' - 'updated_by' as row from public.deals d where external_id like $1 order by external_id`;
  const before = await rowsOf(all, [`${m}-%`]);
  await sql.query(`update public.deals set name = name, stage_id = stage_id where external_id like $1`, [
    `${m}-%`,
  ]);
  expect(await rowsOf(all, [`${m}-%`])).toEqual(before);
  expect(before[0]?.row).toMatchObject({
    name: `Ärger   über ${m}`,
    created_by: admin.id,
    owner_id: owner.id,
    outcome: 'won',
    shared: false,
  });
  expect(
    await rowsOf(
      `select d.external_id as id, d.updated_by, count(h.id)::int as stages, bool_and(h.to_stage_id = d.stage_id and h.entered_at = d.opened_at
           and h.access_id = d.access_id and h.changed_by = $2 and h.left_at is null) as history,
         bool_and(d.owner_id is null or k.base_id = d.owner_id and k.maker_id = $2) as key
       from public.deals d left join public.deal_stage_history h on h.deal_id = d.id left join private.access_keys k on k.key = d.access_id
       where d.external_id like $1 group by d.id order by 1`,
      [`${m}-%`, admin.id],
    ),
  ).toEqual(
    [1, 2, 3].map((n) => ({
      id: `${m}-${n}`,
      updated_by: admin.id,
      stages: 1,
      history: true,
      key: true,
    })),
  );
  expect(
    await rowsOf(
      `select i.product_id, i.unit_price::float as price, i.access_id = d.access_id as key from public.deal_items i
       join public.deals d on d.id = i.deal_id where d.external_id like $1 order by d.external_id`,
      [`${m}-%`],
    ),
  ).toEqual([
    { product_id: product, price: 10.5, key: true },
    { product_id: product, price: 0, key: true },
  ]);
});

test('imported customers are as the triggers would have made them, with their field groups and history', async () => {
  const m = mark();
  const owner = await createPerson({ fullName: `Owner ${m}` });
  const { counts } = await importText(
    admin,
    'customers',
    [
      'company,id,domain,email,phone,employees,owner,lifecycle stage',
      `  Ärzte   ${m} ,${m}-1,WWW.Example-${m}.com,a@${m}.example,+49 30 123,12,${owner.fullName},qualified`,
      `Beta ${m},${m}-2,,,,,,`,
    ].join('\n'),
  );
  expect(counts.create).toBe(2);
  const all = `select to_jsonb(c) - 'updated_at' - 'updated_by' as row, to_jsonb(d) - 'updated_at' - 'updated_by' as details, to_jsonb(g) - 'updated_at' - 'updated_by' as facts
    from public.customers c left join public.customer_contact_details d on d.customer_id = c.id
    left join public.customer_demographics g on g.customer_id = c.id where c.external_id like $1 order by c.external_id`;
  const before = await rowsOf(all, [`${m}-%`]);
  await sql.query(`update public.customers set name = name where external_id like $1`, [`${m}-%`]);
  await sql.query(
    `update public.customer_contact_details d set customer_id = d.customer_id from public.customers c where c.id = d.customer_id and c.external_id like $1`,
    [`${m}-%`],
  );
  await sql.query(
    `update public.customer_demographics d set customer_id = d.customer_id from public.customers c where c.id = d.customer_id and c.external_id like $1`,
    [`${m}-%`],
  );
  expect(await rowsOf(all, [`${m}-%`])).toEqual(before);
  expect(before[0]).toMatchObject({
    row: { created_by: admin.id, owner_id: owner.id, lifecycle_stage: 'qualified' },
    details: { email: `a@${m}.example`, phone: '+49 30 123' },
    facts: { employees: 12 },
  });
  expect(before[1]).toMatchObject({ details: null, facts: null });
  expect(
    await rowsOf(
      `select h.to_stage as stage, h.changed_by as who, h.access_id = c.access_id as key from public.customer_lifecycle_history h
       join public.customers c on c.id = h.customer_id where c.external_id like $1 order by c.external_id`,
      [`${m}-%`],
    ),
  ).toEqual(['qualified', 'customer'].map((stage) => ({ stage, who: admin.id, key: true })));
});

test('the functions that write many rows ask for the caller’s rights themselves', async () => {
  const other = await createPerson();
  const role = await createRole({
    deals: { read: 'own', create: 'own', update: 'own' },
    customers: { read: 'own', create: 'own' },
    pipelines: { read: 'all' },
  });
  const importer = await createPerson({ roles: [role] });
  const hidden = await value<string>(
    `insert into public.customers (name, owner_id) values ('Hidden', $1) returning id`,
    [other.id],
  );
  const stage = await value<string>(`select id from public.pipeline_stages where key = 'discovery' limit 1`);
  const write = (what: 'deals' | 'customers', wanted: Record<string, unknown>) =>
    asUser(importer.userId, (client) =>
      client.query(
        `select private.insert_${what}(array[row(1, 'create', gen_random_uuid(), $1::jsonb, null, '[]', '{}', null)::private.import_plan])`,
        [JSON.stringify(wanted)],
      ),
    );
  const deal = { name: 'Deal', stage_id: stage, currency: 'EUR', opened_at: '2026-01-01T00:00:00Z' };
  await write('deals', { ...deal, owner_id: importer.id });
  const denied = { code: '42501', hint: 'denied' };
  await expect(write('deals', { ...deal, owner_id: other.id })).rejects.toMatchObject(denied);
  await expect(write('deals', deal)).rejects.toMatchObject(denied);
  await expect(write('deals', { ...deal, owner_id: importer.id, customer_id: hidden })).rejects.toMatchObject(
    denied,
  );
  const customer = (main: Record<string, unknown>, contact = {}) => ({
    main: { name: 'Customer', ...main },
    contact,
    demographics: {},
  });
  await write('customers', customer({}));
  await expect(write('customers', customer({ owner_id: other.id }))).rejects.toMatchObject(denied);
  await expect(write('customers', customer({ parent_id: hidden }))).rejects.toMatchObject(denied);
  // contact details are a right of their own
  await expect(write('customers', customer({}, { phone: '12345' }))).rejects.toMatchObject(denied);
});
