import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { createPerson, createRole, type Person, sql, value } from './support.ts';

let rep: Person;
let outsider: Person;

beforeAll(async () => {
  rep = await createPerson({ roles: ['sales_rep'] });
  outsider = await createPerson({ roles: ['sales_rep'] });
});

interface Similar {
  id: string;
  reasons: string[];
  likeness: number;
}
const find = async (person: Person, payload: object) =>
  ((await person.api.rpc('find_similar_customers', { payload: { ...payload } })).data ?? []) as Similar[];
const make = (name: string, domain: string | null = null) =>
  value<string>('insert into public.customers (name, owner_id, domain) values ($1, $2, $3) returning id', [
    name,
    rep.id,
    domain,
  ]);

test.each([
  ['Quixotrade Industries Inc.', 'Quixotrade Industry'],
  ['Zephyrwerk GmbH', 'zephyrwerk'],
  ['Blümchen & Söhne KG', 'Bluemchen & Sohne'],
  ['华鑫宏泰电子有限公司', '华鑫宏泰电子股份有限公司'],
  ['شرکت پارسیان‌گستر البرز', 'پارسیان گستر البرز'],
])('finds %s when one types %s', async (name, typed) => {
  const id = await make(name);
  const found = await find(rep, { name: typed });
  expect(found.find((row) => row.id === id)).toMatchObject({ reasons: ['name'] });
  expect(await find(outsider, { name: typed })).toEqual([]);
  expect((await find(rep, { name: typed, except: [id] })).map((row) => row.id)).not.toContain(id);
});

test('says why: address, phone however it is written, domain; a contact’s count too', async () => {
  const word = randomUUID().slice(0, 13);
  const id = await make(`Reasons ${word}`, `${word}.example`);
  const contact = await value<string>(
    `insert into public.contacts (customer_id, full_name) values ($1, 'Ann') returning id`,
    [id],
  );
  const digits = String(10_000_000 + Math.floor(Math.random() * 89_999_999));
  await sql.query('insert into public.customer_contact_details (customer_id, phone) values ($1, $2)', [
    id,
    `+49 (0)30 ${digits}`,
  ]);
  await sql.query('insert into public.contact_details (contact_id, email) values ($1, $2)', [
    contact,
    `Ann@${word}.example`,
  ]);
  const reasons = async (person: Person, payload: object) =>
    (await find(person, payload)).filter((row) => row.id === id).flatMap((row) => row.reasons);
  expect(await reasons(rep, { domain: `${word}.example` })).toEqual(['domain']);
  expect(await reasons(rep, { emails: [`ann@${word}.example`] })).toEqual(['email']);
  expect(await reasons(rep, { emails: [`nn@${word}.example`] })).toEqual([]);
  expect(await reasons(rep, { phones: [`030${digits}`] })).toEqual(['phone']);
  expect(
    await reasons(rep, { emails: [`ann@${word}.example`], phones: [digits], domain: `${word}.example` }),
  ).toEqual(['domain', 'email', 'phone']);
  const without = await createPerson({ roles: [await createRole({ customers: { read: 'all' } })] });
  expect(await reasons(without, { emails: [`ann@${word}.example`], phones: [digits] })).toEqual([]);
});

test('takes whatever is typed, and finds nothing for nothing', async () => {
  expect(await find(rep, {})).toEqual([]);
  expect(await find(rep, { name: ' ', emails: ['%'], phones: ['12'], domain: '' })).toEqual([]);
  const { error } = await rep.api.rpc('find_similar_customers', {
    payload: { name: "'; drop table x; --%_" },
  });
  expect(error).toBeNull();
});
