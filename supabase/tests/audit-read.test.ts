import { beforeAll, describe, expect, test } from 'vitest';
import { answerOf, newCustomer } from './audit-lines.ts';
import { anonymous, createPerson, createRole, type Person, sql, value } from './support.ts';

let rep: Person;
let auditor: Person;
let admin: Person;

beforeAll(async () => {
  await sql.query(`select private.ensure_defaults('en')`);
  rep = await createPerson({ roles: ['sales_rep'], fullName: 'Mina Rep' });
  auditor = await createPerson({ roles: ['auditor'] });
  admin = await createPerson({ roles: ['admin'] });
});

describe('who reads it', () => {
  test('all of it: who may view the audit log, and nobody else', async () => {
    await newCustomer(rep);
    expect((await rep.api.from('audit_log').select('id')).data).toEqual([]);
    expect((await rep.api.rpc('list_audit', { payload: {} })).error).toMatchObject({
      code: '42501',
      hint: 'denied',
    });
    expect((await rep.api.rpc('verify_audit', { payload: {} })).error).toMatchObject({ code: '42501' });
    expect((await rep.api.rpc('redact_audit', { payload: { id: rep.id, reason: 'x' } })).error).toMatchObject(
      { code: '42501' },
    );
    expect(
      (await auditor.api.rpc('redact_audit', { payload: { id: rep.id, reason: 'x' } })).error,
    ).toMatchObject({ code: '42501' });
    expect((await auditor.api.from('audit_log').select('id').limit(1)).data).toHaveLength(1);
  });

  test('what migrations wrote of tables that are left out since is in the chain, and in nobody’s way', async () => {
    expect(
      Number(await value(`select count(*) from public.audit_log where table_name = 'metric_dimensions'`)),
    ).toBeGreaterThan(0);
    const { data, error } = await auditor.api.rpc('list_audit', { payload: { resources: ['metrics'] } });
    expect(error).toBeNull();
    expect(data).toMatchObject({ lines: [], next: null });
  });

  test('filters and pages: each line once, none twice', async () => {
    const id = await newCustomer(rep);
    for (let n = 0; n < 6; n++)
      await rep.api
        .from('customers')
        .update({ city: `City ${n}` })
        .eq('id', id);
    const seen: number[] = [];
    let before: unknown = null;
    do {
      const { data, error } = await auditor.api.rpc('list_audit', {
        payload: {
          records: [id],
          actors: [rep.id],
          actions: ['update'],
          resources: ['customers'],
          limit: 2,
          before,
        } as never,
      });
      expect(error).toBeNull();
      seen.push(...answerOf(data).lines.map((line) => line.id));
      before = answerOf(data).next;
    } while (before);
    expect(seen).toHaveLength(6);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));
  });

  test('a record’s history: who may read the record', async () => {
    const id = await newCustomer(rep);
    const stranger = await createPerson({ roles: ['sales_rep'] });
    const ask = (person: Person) =>
      person.api.rpc('record_history', { payload: { resource: 'customers', id } });
    expect(answerOf((await ask(rep)).data).lines).toHaveLength(1);
    expect((await ask(stranger)).error).toMatchObject({ code: 'P0002', hint: 'gone' });
    expect(
      (await anonymous().rpc('record_history', { payload: { resource: 'customers', id } })).error?.code,
    ).toBe('42501');
    expect(
      (await rep.api.rpc('record_history', { payload: { resource: 'customers; drop', id } })).error,
    ).toMatchObject({ hint: 'unknown_resource' });
  });

  test('a field group’s changes: only who may read the group on that record', async () => {
    const all = { read: 'all', create: 'all', update: 'all' };
    const knowing = await createPerson({
      roles: [
        await createRole({ customers: all, 'customers.contact_details': { read: 'own', update: 'own' } }),
      ],
    });
    const blind = await createPerson({ roles: [await createRole({ customers: { read: 'all' } })] });
    const id = await newCustomer(knowing);
    const written = await knowing.api
      .from('customer_contact_details')
      .insert({ customer_id: id, email: 'secret@hidden.example', access_id: id });
    expect(written.error).toBeNull();
    await sql.query('update public.customers set owner_id = $1 where id = $2', [knowing.id, id]);
    const resources = async (person: Person) => {
      const { data, error } = await person.api.rpc('record_history', {
        payload: { resource: 'customers', id },
      });
      expect(error).toBeNull();
      return {
        kinds: new Set(answerOf(data).lines.map(({ resource }) => resource)),
        text: JSON.stringify(data),
      };
    };
    const shown = await resources(knowing);
    expect(shown.kinds).toContain('customers.contact_details');
    expect(shown.text).toContain('secret@hidden.example');
    const hidden = await resources(blind);
    expect(hidden.kinds).toEqual(new Set(['customers']));
    expect(hidden.text).not.toContain('secret');
    await sql.query('update public.customers set owner_id = $1 where id = $2', [rep.id, id]);
    await sql.query('update public.customers set created_by = null where id = $1', [id]);
    const givenAway = await createPerson({
      roles: [await createRole({ customers: { read: 'all' }, 'customers.contact_details': { read: 'own' } })],
    });
    expect((await resources(givenAway)).text).not.toContain('secret');
  });

  test('names of what the reader may not see are left out', async () => {
    const mine = await newCustomer(rep);
    const hidden = await value<string>(
      `insert into public.customers (name, owner_id) values ('Hidden Parent', $1) returning id`,
      [admin.id],
    );
    await sql.query('update public.customers set parent_id = $2 where id = $1', [mine, hidden]);
    const asRep = await rep.api.rpc('record_history', { payload: { resource: 'customers', id: mine } });
    expect(JSON.stringify(asRep.data)).not.toContain('Hidden Parent');
    const asAuditor = await auditor.api.rpc('record_history', {
      payload: { resource: 'customers', id: mine },
    });
    expect(answerOf(asAuditor.data).names[hidden]?.name).toBe('Hidden Parent');
  });
});
