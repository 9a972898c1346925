import { beforeAll, describe, expect, test } from 'vitest';
import { createPerson, type Person, sql, value } from './support.ts';

let person: Person;
let clerk: Person;

beforeAll(async () => {
  await sql.query(`select private.ensure_defaults('en')`);
  person = await createPerson({ roles: ['admin'], fullName: 'Quirin Quastenberg' });
  clerk = await createPerson({ roles: ['sales_rep'] });
  const add = (name: string, extra: Record<string, unknown> = {}) =>
    value<string>(
      `insert into public.customers (name, aliases, domain, owner_id) values ($1, $2, $3, $4) returning id`,
      [name, extra.aliases ?? [], extra.domain ?? null, person.id],
    );
  const cafe = await add('Café Zwölfuhrläuten GmbH', {
    aliases: ['Glockenwirt'],
    domain: 'zwoelfuhr.example',
  });
  await add('上海皓月仪器有限公司');
  await add('شرکت کتاب‌سرای پارسه');
  await add('100%_pure (quoted) "x", y\\z');
  await sql.query(
    `insert into public.customer_contact_details (customer_id, phone, email) values ($1, '+49 (30) 90-18 20 77', 'Hallo@Zwoelfuhr.example')`,
    [cafe],
  );
  const contact = await value<string>(
    `insert into public.contacts (customer_id, full_name) values ($1, 'Jörg Änderung') returning id`,
    [cafe],
  );
  await sql.query(`insert into public.contact_details (contact_id, mobile) values ($1, '۰۹۱۲ ۳۴۵ ۶۷۸۹')`, [
    contact,
  ]);
});

const found = async (q: string, who = person) => {
  const { data, error } = await who.api.rpc('search_customers', { q }).select('name');
  expect(error).toBeNull();
  return data?.map((row) => row.name);
};

describe('a customer is found', () => {
  test.each([
    ['zwölfuhrl', 'Café Zwölfuhrläuten GmbH'],
    ['CAFE ZWOLF', 'Café Zwölfuhrläuten GmbH'],
    ['fuhrlaut', 'Café Zwölfuhrläuten GmbH'],
    ['glockenw', 'Café Zwölfuhrläuten GmbH'],
    ['zwoelfuhr.exa', 'Café Zwölfuhrläuten GmbH'],
    ['hallo@zwoelf', 'Café Zwölfuhrläuten GmbH'],
    ['9018207', 'Café Zwölfuhrläuten GmbH'],
    ['030 901820', 'Café Zwölfuhrläuten GmbH'],
    ['+49 30 9018', 'Café Zwölfuhrläuten GmbH'],
    ['jorg ander', 'Café Zwölfuhrläuten GmbH'],
    ['0912345678', 'Café Zwölfuhrläuten GmbH'],
    ['۹۱۲۳۴۵', 'Café Zwölfuhrläuten GmbH'],
    ['皓月', '上海皓月仪器有限公司'],
    ['皓', '上海皓月仪器有限公司'],
    ['كتابسراي', 'شرکت کتاب‌سرای پارسه'],
    ['کتاب‌سرا', 'شرکت کتاب‌سرای پارسه'],
    ['100%_', '100%_pure (quoted) "x", y\\z'],
    ['"x", y\\z', '100%_pure (quoted) "x", y\\z'],
  ])('by %s', async (q, name) => {
    expect(await found(q)).toContain(name);
  });
});

test('nothing, a lone wildcard and somebody else’s customers find nothing', async () => {
  expect(await found('')).toEqual([]);
  expect(await found('   ')).toEqual([]);
  expect(await found('%%%%')).toEqual([]);
  expect(await found('zwölfuhrl', clerk)).toEqual([]);
});

test('the palette finds customers, deals, tickets and people, with no more than was asked', async () => {
  const stage = await value<string>(`select id from public.pipeline_stages where key = 'proposal' limit 1`);
  const pipeline = await value<string>('select pipeline_id from public.pipeline_stages where id = $1', [
    stage,
  ]);
  for (let i = 0; i < 3; i++) {
    await sql.query(
      'insert into public.deals (name, stage_id, pipeline_id, owner_id) values ($1, $2, $3, $4)',
      ['Quastenberg deal', stage, pipeline, person.id],
    );
  }
  await sql.query(`insert into public.tickets (subject, assignee_id) values ('Quastenberg ticket', $1)`, [
    person.id,
  ]);
  const { data, error } = await person.api.rpc('search_everything', { q: 'quastenb', per_kind: 2 });
  expect(error).toBeNull();
  expect(data?.map((row) => row.kind)).toEqual(['deal', 'deal', 'ticket', 'person']);
  const asClerk = await clerk.api.rpc('search_everything', { q: 'quastenb', per_kind: 2 });
  expect(asClerk.data?.map((row) => row.kind)).toEqual(['person']);
});

test('a deal is found by its number', async () => {
  const number = await value<string>(
    `select number from public.deals where name = 'Quastenberg deal' limit 1`,
  );
  const { data } = await person.api.rpc('search_everything', { q: String(number), per_kind: 20 });
  expect(data?.some((row) => row.kind === 'deal' && String(row.number) === String(number))).toBe(true);
});

test('what is open is found, however many that are done have the same words', async () => {
  const own = await createPerson({ roles: ['sales_rep'] });
  for (const who of [person, own]) {
    const title = `Zwillingsaufgabe ${who.id}`;
    await sql.query(
      `insert into public.tasks (title, status, assignee_id, created_by)
       select $1, case when n = 600 then 'todo' else 'done' end, $2, $2 from generate_series(1, 1200) n`,
      [title, who.id],
    );
    const { data, error } = await who.api
      .rpc('search_tasks', { q: title })
      .select('title, status, is_open')
      .eq('is_open', true);
    expect(error).toBeNull();
    expect(data).toEqual([{ title, status: 'todo', is_open: true }]);
  }
});

test('what hangs on a customer in the trash does not bring it back, not even for who sees all', async () => {
  const name = `Papierkorbprobe ${person.id}`;
  const customer = await value<string>(
    `insert into public.customers (name, owner_id) values ($1, $2) returning id`,
    [name, person.id],
  );
  await sql.query(`insert into public.contacts (customer_id, full_name) values ($1, 'Xaver Xylander')`, [
    customer,
  ]);
  const palette = async () => {
    const { data } = await person.api.rpc('search_everything', { q: 'Xaver Xylander' });
    return data?.map(({ title }) => title);
  };
  expect(await palette()).toEqual([name]);
  await person.api.rpc('trash_records', { resource: 'customers', ids: [customer] });
  expect(await palette()).toEqual([]);
  expect(await found('Xaver Xylander')).toEqual([]);
});
