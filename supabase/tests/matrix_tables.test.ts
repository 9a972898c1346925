import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, ask } from './matrix/api.ts';
import { kinds } from './matrix/records.ts';
import { covered, references, specials } from './matrix/tables.ts';
import { makeVictim, type Victim } from './matrix/victim.ts';
import { createPerson, type Person, sql, value } from './support.ts';

const people = new Map<string, Person>();
let nobody: Person;
let left: Person;
let victim: Victim;

const verbs = ['read', 'create', 'update', 'delete'] as const;

beforeAll(async () => {
  const { rows } = await sql.query<{ key: string }>(
    'select key from public.roles where shipped order by key',
  );
  for (const { key } of rows) people.set(key, await createPerson({ roles: [key] }));
  nobody = await createPerson();
  victim = await makeVictim(nobody);
  left = await createPerson({ roles: ['admin'] });
  await sql.query('update public.profiles set active = false where id = $1', [left.id]);
});

// whoever tests with other settings finds none, as before
let settings: unknown[] = [];
beforeAll(async () => {
  settings = (await sql.query('select id from public.settings')).rows;
});
afterAll(async () => {
  if (settings.length === 0) await sql.query('delete from public.settings');
});

const scopeOf = async (role: string, resource: string, action: string) =>
  (
    await sql.query<{ scope: string }>(
      `select p.scope::text from public.role_permissions p join public.roles r on r.id = p.role_id
       where r.key = $1 and p.resource = $2 and p.action = $3`,
      [role, resource, action],
    )
  ).rows[0]?.scope ?? 'none';

const rowsIn = ({ body, status }: Answer): number => (status < 300 && Array.isArray(body) ? body.length : 0);

/** Whether an answer shows that something was done: a row came back, or was taken. A denial is 42501 or no row. */
function done(answer: Answer): boolean {
  if (answer.status >= 300) expect(answer.code, JSON.stringify(answer.body)).toBe('42501');
  return rowsIn(answer) > 0;
}

const columns = async (test: string) =>
  (await sql.query<{ name: string }>(test)).rows.map(({ name }) => name);

describe('the catalogue', () => {
  test('has no table that the matrix does not try, and no other relation that shows rows', async () => {
    const tables = await columns(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') order by relname::text collate "C"`,
    );
    expect(tables).toEqual(covered);
  });

  test('has no policy but those of the tables’ shapes', async () => {
    const shaped = (table: string, actions: string[]) =>
      ['active_people', ...actions].map((action) => `${table}_${action}`);
    const expected = [
      ...kinds.flatMap(({ table, children }) => [
        ...shaped(table, ['read', 'create', 'update']),
        ...children.flatMap((child) => shaped(child.table, ['read', 'create', 'update', 'delete'])),
      ]),
      ...references.flatMap(({ table }) => shaped(table, ['read', 'create', 'update', 'delete'])),
      ...specials.flatMap(({ table, writes }) =>
        shaped(table, ['read', ...writes.map((verb) => (verb === 'insert' ? 'create' : verb))]),
      ),
    ].sort();
    const found = await columns(
      `select policyname as name from pg_policies where schemaname = 'public' order by policyname::text collate "C"`,
    );
    expect(found).toEqual(expected);
  });

  test('has no resource and action that no test of the matrix knows', async () => {
    const known = new Set([
      ...kinds.flatMap(({ resource }) =>
        ['read', 'create', 'update', 'delete', 'assign', 'share'].map((action) => `${resource}.${action}`),
      ),
      ...kinds.flatMap(({ children }) =>
        children.flatMap((child) =>
          [child.read, child.insert, child.update, child.delete].map(
            (action) => `${child.resource}.${action}`,
          ),
        ),
      ),
      ...references.flatMap(({ resource }) => verbs.map((action) => `${resource}.${action}`)),
      ...specials.flatMap(({ read }) => (Array.isArray(read) ? [read.join('.')] : [])),
      // tried by tests of their own: what they permit is no row of a table
      'profiles.create',
      'profiles.update',
      'profiles.import',
      'roles.view_as',
      'record_shares.read',
      'imports.read',
      'mailbox.delete',
      'deals.amend',
      'forecasts.read',
      'dashboards.publish',
      'saved_views.publish',
      'audit.export',
      'audit.redact',
      ...['customers', 'deals', 'orders', 'activities', 'tasks', 'tickets'].map((name) => `${name}.export`),
      ...['customers', 'deals', 'orders', 'products'].map((name) => `${name}.import`),
      'customers.merge',
      ...['read', 'create', 'update', 'delete', 'export'].map((action) => `goals.${action}`),
      ...verbs.map((action) => `forecast_adjustments.${action}`),
      ...['read', 'create', 'update'].map((action) => `custom_fields.${action}`),
    ]);
    const found = await columns(`select resource || '.' || action as name from public.resource_actions`);
    expect(found.filter((name) => !known.has(name))).toEqual([]);
  });

  test('grants nothing to anon, in no table, by no verb', async () => {
    for (const table of covered) {
      for (const method of ['GET', 'POST', 'PATCH', 'DELETE']) {
        const answer = await ask(null, method, table, method === 'GET' ? undefined : {});
        expect([answer.status, answer.code], `${method} ${table}`).toEqual([401, '42501']);
      }
    }
  });
});

describe.each(references)('$table', ({ table, resource, make, row, change }) => {
  test('is read and written by whose role permits it, and by nobody else', async () => {
    const wrong: string[] = [];
    for (const [role, person] of [...people, ['no role', nobody], ['left', left]] as const) {
      const { token } = person;
      const where = await make();
      const attempts: Record<(typeof verbs)[number], (() => Promise<Answer>) | null> = {
        read: () => ask(token, 'GET', `${table}?${where}`),
        create: async () => ask(token, 'POST', table, await row(), 'return=representation'),
        update: change && (() => ask(token, 'PATCH', `${table}?${where}`, change, 'return=representation')),
        delete: () => ask(token, 'DELETE', `${table}?${where}`, undefined, 'return=representation'),
      };
      for (const verb of verbs) {
        const attempt = attempts[verb];
        if (attempt === null) continue;
        const wanted = (await scopeOf(role, resource, verb)) === 'all';
        if (done(await attempt()) !== wanted) {
          wrong.push(`${role}: ${verb} should be ${wanted ? 'allowed' : 'denied'}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe.each(specials)('$table', ({ table, read, columns: shown = '*', make, writes }) => {
  test('is read by whose role permits it', async () => {
    const where = make ? `&${await make(victim)}` : '';
    const filled =
      make !== undefined || (await value<boolean>(`select exists (select from public.${table})`));
    const resource = await value<string>(
      'select resource from private.resource_tables where table_name = $1',
      [table],
    );
    const wrong: string[] = [];
    for (const [role, person] of [...people, ['no role', nobody], ['left', left]] as const) {
      const found = rowsIn(await ask(person.token, 'GET', `${table}?select=${shown}&limit=1${where}`)) > 0;
      const scope = Array.isArray(read) ? await scopeOf(role, ...read) : 'all';
      const wanted =
        role !== 'left' && read !== 'own' && scope !== 'none' && (read !== 'everybody' || filled);
      // the victim's is seen by nobody here but who may see all
      if (
        read === 'own'
          ? found && !['admin', 'auditor'].includes(role) && (await scopeOf(role, resource, 'read')) !== 'all'
          : found !== (wanted && filled)
      ) {
        wrong.push(`${role}: ${found}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('is not written past the functions', async () => {
    const column = await value<string>(
      `select a.attname from pg_attribute a
       where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attidentity = '' and a.attgenerated = ''
       order by a.attnum limit 1`,
      [`public.${table}`],
    );
    const attempts = { insert: 'POST', update: 'PATCH', delete: 'DELETE' } as const;
    for (const verb of ['insert', 'update', 'delete'] as const) {
      if (writes.includes(verb)) continue;
      for (const [role, { token }] of people) {
        const path = verb === 'insert' ? table : `${table}?${column}=not.is.null`;
        const answer = await ask(token, attempts[verb], path, { [column]: null });
        expect(answer.code, `${role}: ${verb}`).toBe('42501');
      }
    }
  });
});
