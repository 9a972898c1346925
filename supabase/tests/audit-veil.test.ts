import { beforeAll, describe, expect, test } from 'vitest';
import { answerOf, newCustomer } from './audit-lines.ts';
import { ask } from './matrix/api.ts';
import { createPerson, createRole, type Person, sql, value } from './support.ts';

// What a field group covers is not told by the audit log either.
const phone = '+49 40 55512345';
const secrets = ['55512345', 'Yearly Secret', '77001'];

let reader: Person;
let blind: Person;
let customer: string;
let deal: string;

beforeAll(async () => {
  await sql.query(`select private.ensure_defaults('en')`);
  const role = {
    customers: { read: 'all', create: 'all', update: 'all', export: 'all' },
    contacts: { read: 'all', create: 'all' },
    deals: { read: 'all', create: 'all', update: 'all' },
    audit: { view_audit: 'all', export: 'all' },
  };
  const groups = {
    'customers.contact_details': { read: 'all', update: 'all' },
    'customers.demographics': { read: 'all', update: 'all' },
    'deals.financials': { read: 'all', update: 'all' },
  };
  reader = await createPerson({ roles: [await createRole({ ...role, ...groups })] });
  blind = await createPerson({
    roles: [
      await createRole({
        ...role,
        // some are not all: whose the record is now does not say whose it was
        'customers.contact_details': { read: 'team' },
      }),
    ],
  });
  customer = await newCustomer(reader, 'Veiled company');
  const write = async (name: string, payload: object) =>
    expect((await reader.api.rpc(name as 'save_customer', { payload: payload as never })).error).toBeNull();
  await write('save_customer', {
    id: customer,
    contact_details: { phone, address_line1: 'Yearly Secret 1' },
  });
  await write('save_customer', { id: customer, contact_details: { phone: '+49 40 55512345 2' } });
  await write('save_customer', { id: customer, demographics: { employees: 77001 } });
  deal = await value<string>(
    `insert into public.deals (name, owner_id, stage_id, pipeline_id)
     select 'Veiled deal', $1, id, pipeline_id from public.pipeline_stages where key = 'discovery' limit 1 returning id`,
    [reader.id],
  );
  await write('save_deal', { id: deal, financials: { cost: 77001 } });
});

const log = async (person: Person, payload: object = { records: [customer, deal] }) => {
  const { data, error } = await person.api.rpc('list_audit', { payload: payload as never });
  expect(error).toBeNull();
  return { lines: answerOf(data).lines, text: JSON.stringify(data) };
};

describe('values of a field group in the audit log', () => {
  test('are listed for who may read the group of everybody’s records, and hidden from the others', async () => {
    const shown = await log(reader);
    for (const secret of secrets) expect(shown.text).toContain(secret);
    expect(shown.text).not.toContain('hidden');

    const veiled = await log(blind);
    for (const secret of secrets) expect(veiled.text).not.toContain(secret);
    expect(veiled.lines.map(({ id }) => id)).toEqual(shown.lines.map(({ id }) => id));
    const ofGroup = veiled.lines.filter(({ resource }) => resource.includes('.'));
    expect(new Set(ofGroup.map(({ resource }) => resource))).toEqual(
      new Set(['customers.contact_details', 'customers.demographics', 'deals.financials']),
    );
    for (const line of ofGroup) {
      expect(line.hidden?.length).toBeGreaterThan(0);
      for (const field of line.hidden ?? []) expect(line.changes[field]).toBeNull();
    }
    const created = veiled.lines.find(
      ({ resource, action }) => resource === 'customers' && action === 'create',
    );
    expect(created).not.toHaveProperty('hidden');
    expect(created?.changes.name).toEqual([null, 'Veiled company']);
  });

  test('an entry by itself hides them too', async () => {
    const { lines } = await log(reader);
    for (const { id } of lines) {
      const one = await log(blind, { id });
      for (const secret of secrets) expect(one.text).not.toContain(secret);
    }
  });

  test('are not in the record’s history of who may not read the group on it', async () => {
    for (const [resource, id] of [
      ['customers', customer],
      ['deals', deal],
    ] as const) {
      const history = async (person: Person) =>
        JSON.stringify((await person.api.rpc('record_history', { payload: { resource, id } })).data);
      expect(await history(reader)).toContain('77001');
      const veiled = await history(blind);
      for (const secret of secrets) expect(veiled).not.toContain(secret);
    }
  });

  test('are not found by a filter, an order or a column of the table itself', async () => {
    for (const person of [reader, blind]) {
      for (const path of [
        `audit_log?select=changes&root_id=eq.${customer}`,
        `audit_log?select=*&root_id=eq.${customer}`,
        `audit_log?select=id&root_id=eq.${customer}&changes->phone->>1=like.*55512345*`,
        `audit_log?select=id&root_id=eq.${customer}&changes=cs.{"phone":[]}`,
        `audit_log?select=id&root_id=eq.${customer}&order=changes->phone`,
        `audit_log?select=salt&root_id=eq.${customer}`,
        `audit_log?select=redacted&root_id=eq.${customer}`,
      ]) {
        const answer = await ask(person.token, 'GET', path);
        expect([answer.status, answer.code], path).toEqual([403, '42501']);
      }
      const who = await ask(
        person.token,
        'GET',
        `audit_log?select=id,action,actor_id&root_id=eq.${customer}`,
      );
      expect(who.status).toBe(200);
    }
  });

  test('neither is what an export was narrowed by, which may be the number that was searched for', async () => {
    const exported = await reader.api.rpc('begin_export', {
      payload: { resource: 'customers', filter: { q: ['55512345'] }, columns: ['name'], rows: 1 },
    });
    expect(exported.error).toBeNull();
    const of = { actors: [reader.id], actions: ['export'] };
    expect((await log(reader, of)).lines[0]?.changes.filter).toEqual([null, { q: ['55512345'] }]);
    const veiled = (await log(blind, of)).lines[0];
    expect(veiled).toMatchObject({ hidden: ['filter'], changes: { filter: null, rows: [null, 1] } });
  });
});

test('as whom somebody looked is told of a role too, by its key where it is a shipped one', async () => {
  const admin = await createPerson({ roles: ['admin'] });
  const role = await value<string>(`select id from public.roles where key = 'auditor'`);
  expect((await admin.api.rpc('start_view_as', { payload: { role_id: role } })).error).toBeNull();
  expect((await admin.api.rpc('begin_export', { payload: { resource: 'audit' } })).error).toBeNull();
  expect((await admin.api.rpc('stop_view_as')).error).toBeNull();
  const { data } = await admin.api.rpc('list_audit', {
    payload: { actors: [admin.id], actions: ['export'] },
  });
  const { lines, names } = answerOf(data);
  expect(lines[0]?.as_whom_id).toBe(role);
  expect(names[role]).toMatchObject({ resource: 'roles', key: 'auditor' });
});
