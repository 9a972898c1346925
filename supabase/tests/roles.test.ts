import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createPerson, createRole, createTeam, giveRole, type Person, sql, value } from './support.ts';

const words = z.record(z.string(), z.string());
const titled = z.object({ title: z.string() });

let admin: Person;
let rep: Person;

beforeAll(async () => {
  admin = await createPerson({ roles: ['admin'] });
  rep = await createPerson({ roles: ['sales_rep'] });
});

const roleId = (key: string) => value<string>('select id from public.roles where key = $1', [key]);
const versionOf = (role: string) =>
  value<string>('select to_json(updated_at) from public.roles where id = $1', [role]);
const matrixOf = (role: string) =>
  value<Record<string, string>>(
    `select coalesce(jsonb_object_agg(resource || '.' || action, scope), '{}') from public.role_permissions where role_id = $1`,
    [role],
  );
type Matrix = Record<string, Record<string, string>>;
const save = (id: string, permissions: Matrix, version?: string) =>
  admin.api.rpc('save_role_matrix', { payload: { id, permissions, ...(version && { version }) } });

test('every resource and action of the matrix has a name on the screen', async () => {
  const read = (file: string): unknown => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
  const texts = z
    .object({ access: z.object({ resources: words, actions: words }) })
    .parse(read('src/locales/en.json'));
  const { rows } = await sql.query<{ resource: string; action: string }>(
    'select resource, action from public.resource_actions',
  );
  const nameless = rows.filter(
    ({ resource }) =>
      !texts.access.resources[resource.replace('.', '_')] &&
      !titled.safeParse(read(`src/resources/${resource}/locales/en.json`)).success,
  );
  expect(nameless.map(({ resource }) => resource)).toEqual([]);
  expect(rows.map(({ action }) => action).filter((action) => !texts.access.actions[action])).toEqual([]);
});

describe('making roles', () => {
  test('a copy has the whole matrix, a name and a key of its own, and is not shipped', async () => {
    const id = randomUUID();
    const origin = await roleId('sales_rep');
    const name = `Partner rep ${id.slice(0, 8)}`;
    const payload = { id, version: null, name, copy_of: origin };
    expect((await admin.api.rpc('save_role', { payload })).error).toBeNull();
    expect(await matrixOf(id)).toEqual(await matrixOf(origin));
    const { data } = await admin.api.from('roles').select('key, shipped').eq('id', id).single();
    expect(data).toEqual({ key: `partner_rep_${id.slice(0, 8)}`, shipped: false });
    const twice = await admin.api.rpc('save_role', {
      payload: { id: randomUUID(), version: null, name: name.toUpperCase() },
    });
    expect(twice.error).toMatchObject({ hint: 'duplicate', details: '{"field":"name"}' });
    const persian = randomUUID();
    await admin.api.rpc('save_role', { payload: { id: persian, version: null, name: `همکار a${persian}` } });
    expect(await value('select key from public.roles where id = $1', [persian])).toMatch(/^role_/);
  });

  test('a role is renamed over the version that was loaded; a shipped one keeps name, key and place', async () => {
    const id = await roleId(await createRole({}));
    const version = await versionOf(id);
    const name = `Renamed ${id}`;
    expect((await admin.api.rpc('save_role', { payload: { id, version, name } })).error).toBeNull();
    const stale = await admin.api.rpc('save_role', { payload: { id, version, name: `${name} 2` } });
    expect(stale.error).toMatchObject({ hint: 'conflict' });
    const shipped = await roleId('marketer');
    for (const { error } of [
      await admin.api.rpc('save_role', { payload: { id: shipped, name: `Other ${id}` } }),
      await admin.api.from('roles').update({ name: 'Other' }).eq('id', shipped),
      await admin.api.rpc('delete_role', { payload: { id: shipped, replacement: id } }),
      await admin.api.from('roles').delete().eq('id', shipped),
    ])
      expect(error?.code).toMatch(/42501|23503/);
    await admin.api.from('roles').update({ shipped: true, key: 'forged' }).eq('id', id);
    expect(await value(`select shipped or key = 'forged' from public.roles where id = $1`, [id])).toBe(false);
  });

  test('one that people have goes when they get another instead', async () => {
    const [key, instead] = [await createRole({}), await createRole({})];
    const person = await createPerson({ roles: [key] });
    const id = await roleId(key);
    const inUse = await admin.api.rpc('delete_role', { payload: { id } });
    expect(inUse.error).toMatchObject({ hint: 'role_in_use' });
    expect(JSON.parse(inUse.error?.details ?? '{}')).toEqual({ field: 'replacement', count: 1 });
    const gone = await admin.api.rpc('delete_role', { payload: { id, replacement: await roleId(instead) } });
    expect(gone.error).toBeNull();
    expect((await person.api.rpc('my_permissions')).data).toMatchObject({ roles: [instead] });
  });

  test('nobody without the permission does any of it', async () => {
    const id = await roleId(await createRole({ deals: { read: 'own' } }));
    for (const { error } of [
      await rep.api.rpc('save_role', { payload: { id: randomUUID(), version: null, name: 'Mine' } }),
      await rep.api.rpc('save_role', { payload: { id, name: 'Mine' } }),
      await rep.api.rpc('save_role_matrix', { payload: { id, permissions: { deals: { read: 'all' } } } }),
      await rep.api.rpc('delete_role', { payload: { id } }),
      await rep.api.rpc('preview_role_change', { payload: { id, permissions: { deals: { read: 'all' } } } }),
    ])
      expect(error?.code).toBe('42501');
  });
});

describe('the matrix', () => {
  test('is saved whole: what is named changes, the rest stays, and the next request obeys', async () => {
    const key = await createRole({ customers: { read: 'own', update: 'own' }, deals: { read: 'team' } });
    const id = await roleId(key);
    const person = await createPerson({ roles: [key] });
    const version = await versionOf(id);
    const saved = await save(
      id,
      { customers: { read: 'all', update: 'none' }, mailbox: { read: 'all' } },
      version,
    );
    expect(saved.error).toBeNull();
    expect((await person.api.rpc('my_permissions')).data).toMatchObject({
      permissions: { customers: { read: 'all' }, deals: { read: 'team' }, mailbox: { read: 'all' } },
    });
    expect(await matrixOf(id)).not.toHaveProperty('customers.update');
    expect((await save(id, { deals: { read: 'all' } }, version)).error).toMatchObject({ hint: 'conflict' });
  });

  test('takes nothing that cannot be permitted, and then nothing at all', async () => {
    const id = await roleId(await createRole({}));
    const wrongs: Matrix[] = [
      { deals: { fly: 'all' } },
      { dragons: { read: 'all' } },
      { products: { read: 'team' } },
      { deals: { read: 'some' } },
    ];
    for (const wrong of wrongs) {
      const { error } = await save(id, { customers: { read: 'all' }, ...wrong });
      expect(error, JSON.stringify(wrong)).toMatchObject({ hint: 'unknown_permission' });
    }
    expect((await save(id, [] as unknown as Matrix)).error).toMatchObject({ hint: 'malformed' });
    expect(await matrixOf(id)).toEqual({});
  });
});

describe('what a change would do', () => {
  interface Preview {
    people: number;
    reading: {
      resource: string;
      people_losing: number;
      people_gaining: number;
      rows_lost: number;
      rows_gained: number;
      complete: boolean;
      people: { id: string; lost: number; gained: number }[];
    }[];
    actions: {
      resource: string;
      action: string;
      losing: number;
      narrowed: number;
      widened: number;
      gaining: number;
    }[];
    administrators_left: number;
  }

  async function preview(id: string, permissions: Matrix): Promise<Preview> {
    const { data, error } = await admin.api.rpc('preview_role_change', { payload: { id, permissions } });
    expect(error).toBeNull();
    return data as unknown as Preview;
  }

  const tables = ['customers', 'orders', 'activities', 'contacts'] as const;
  async function seen(person: Person): Promise<Map<string, Set<string>>> {
    const found = await Promise.all(
      [...tables, 'customer_contact_details' as const].map(async (table) => {
        const column = table === 'customer_contact_details' ? 'customer_id' : 'id';
        const { data, error } = await person.api.from(table).select(column).limit(1000);
        expect(error).toBeNull();
        const rows = (data ?? []) as unknown as Record<string, string>[];
        return [table, new Set(rows.map((row) => String(row[column])))] as const;
      }),
    );
    return new Map(found);
  }

  async function company() {
    const team = await createTeam();
    const key = await createRole({
      customers: { read: 'team' },
      'customers.contact_details': { read: 'team' },
      contacts: { read: 'team' },
      orders: { read: 'own' },
      activities: { read: 'own', update: 'own' },
    });
    const [one, two, wide] = [
      await createPerson({ roles: [key], teamId: team }),
      await createPerson({ roles: [key], teamId: team }),
      await createPerson({ roles: [key], teamId: team }),
    ];
    await giveRole(wide.id, await createRole({ customers: { read: 'team' } }));
    const stranger = await createPerson();
    for (const [owner, maker] of [
      [one.id, one.id],
      [one.id, two.id],
      [two.id, stranger.id],
      [stranger.id, one.id],
      [stranger.id, stranger.id],
      [null, null],
    ]) {
      const customer = await value<string>(
        `insert into public.customers (name, owner_id, created_by) values ('Preview', $1, $2) returning id`,
        [owner, maker],
      );
      await sql.query('insert into public.customer_contact_details (customer_id, phone) values ($1, $2)', [
        customer,
        '+1 555 0100',
      ]);
      await sql.query(`insert into public.contacts (customer_id, full_name) values ($1, 'Preview')`, [
        customer,
      ]);
      await sql.query(
        `insert into public.activities (kind, subject, customer_id, owner_id) values ('call', 'Preview', $1, $2), ('call', 'Preview', null, $2)`,
        [customer, owner ?? stranger.id],
      );
      await sql.query(`insert into public.orders (customer_id, owner_id, currency) values ($1, $2, 'USD')`, [
        customer,
        owner ?? stranger.id,
      ]);
    }
    return { id: await roleId(key), people: [one, two, wide] };
  }

  test.each<[string, Matrix]>([
    ['narrower', { customers: { read: 'own' } }],
    ['nothing', { customers: { read: 'none' } }],
    ['another kind', { activities: { read: 'none' }, orders: { read: 'team' } }],
    ['a field group', { 'customers.contact_details': { read: 'own' } }],
    [
      'wider and narrower',
      { customers: { read: 'own' }, contacts: { read: 'none' }, orders: { read: 'team' } },
    ],
  ])('%s: the figures are what each of them then really sees', async (_, permissions) => {
    const { id, people } = await company();
    const before = await Promise.all(people.map(seen));
    const told = await preview(id, permissions);
    expect(told.people).toBe(3);
    expect(await Promise.all(people.map(seen))).toEqual(before);
    expect((await save(id, permissions)).error).toBeNull();
    const after = await Promise.all(people.map(seen));

    for (const table of before[0]?.keys() ?? []) {
      const resource = table === 'customer_contact_details' ? 'customers.contact_details' : table;
      const line = told.reading.find((entry) => entry.resource === resource);
      const lost = people.map((_, i) =>
        [...(before[i]?.get(table) ?? [])].filter((row) => !after[i]?.get(table)?.has(row)),
      );
      const gained = people.map((_, i) =>
        [...(after[i]?.get(table) ?? [])].filter((row) => !before[i]?.get(table)?.has(row)),
      );
      expect(line?.people_losing ?? 0, table).toBe(lost.filter((rows) => rows.length > 0).length);
      expect(line?.people_gaining ?? 0, table).toBe(gained.filter((rows) => rows.length > 0).length);
      expect(Number(line?.rows_lost ?? 0), table).toBe(new Set(lost.flat()).size);
      expect(Number(line?.rows_gained ?? 0), table).toBe(new Set(gained.flat()).size);
    }
  });

  test.each(['all', 'department'])(
    'with everything else in the database: own to %s, and back',
    async (wide) => {
      const { id, people } = await company();
      const client = await sql.connect();
      const as = (person: Person) =>
        client.query(
          `select set_config('role', 'authenticated', true), set_config('request.jwt.claims', $1, true)`,
          [JSON.stringify({ sub: person.userId, role: 'authenticated' })],
        );
      const asOwner = () =>
        client.query(
          `select set_config('role', 'postgres', true), set_config('request.jwt.claims', '', true)`,
        );
      const visible = async (person: Person) => {
        await as(person);
        const { rows } = await client.query<{ ids: string[] }>(
          'select array(select id from public.contacts) as ids',
        );
        await asOwner();
        return new Set(rows[0]?.ids);
      };
      const change = async (scope: string) => {
        await as(admin);
        const { rows } = await client.query<{ told: Preview }>(
          'select public.preview_role_change($1) as told',
          [{ id, permissions: { contacts: { read: scope } } }],
        );
        await asOwner();
        const before = [];
        for (const person of people) before.push(await visible(person));
        await client.query(
          `update public.role_permissions set scope = $2::public.access_scope where role_id = $1 and resource = 'contacts'`,
          [id, scope],
        );
        const moved = { lost: new Set<string>(), gained: new Set<string>() };
        for (const [index, person] of people.entries()) {
          const after = await visible(person);
          for (const row of before[index] ?? []) if (!after.has(row)) moved.lost.add(row);
          for (const row of after) if (!before[index]?.has(row)) moved.gained.add(row);
        }
        const line = rows[0]?.told.reading.find(({ resource }) => resource === 'contacts');
        expect([line?.rows_lost ?? 0, line?.rows_gained ?? 0]).toEqual([moved.lost.size, moved.gained.size]);
        return moved;
      };
      try {
        // what others write meanwhile is not seen in here
        await client.query('begin isolation level repeatable read');
        await client.query(`update public.role_permissions set scope = 'own' where role_id = $1`, [id]);
        expect((await change(wide)).gained.size).toBeGreaterThan(0);
        expect((await change('own')).lost.size).toBeGreaterThan(0);
      } finally {
        await client.query('rollback');
        client.release();
      }
    },
  );

  test('what they may do is said too, and whether an administrator stays', async () => {
    const { id } = await company();
    const told = await preview(id, {
      activities: { update: 'none', delete: 'team' },
      customers: { read: 'all' },
    });
    expect(told.actions).toEqual([
      { resource: 'activities', action: 'delete', losing: 0, narrowed: 0, widened: 0, gaining: 3 },
      { resource: 'activities', action: 'update', losing: 3, narrowed: 0, widened: 0, gaining: 0 },
      { resource: 'customers', action: 'read', losing: 0, narrowed: 0, widened: 3, gaining: 0 },
    ]);
    const admins = Number(await value('select private.count_administrators()'));
    expect(told.administrators_left).toBe(admins);
    const shipped = await preview(await roleId('admin'), { roles: { update: 'none' } });
    expect(shipped.administrators_left).toBeLessThan(admins);
    const own = await preview(id, { roles: { update: 'all' }, profiles: { update: 'all' } });
    expect(own.administrators_left).toBe(admins + 3);
  });
});
