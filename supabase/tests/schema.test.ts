import { expect, test } from 'vitest';
import { sql } from './support.ts';

async function column(text: string): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>(text);
  return rows.map((row) => row.name);
}

test('every table has row-level security, a restrictive policy on who is active, and its place in the matrix', async () => {
  expect(
    await column(`select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not c.relrowsecurity`),
  ).toEqual([]);
  expect(
    await column(`select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive
        and pg_get_expr(p.polqual, p.polrelid) like '%private.is_active()%')`),
  ).toEqual([]);
  expect(
    await column(`select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not exists (select from private.resource_tables t join public.resource_actions a on a.resource = t.resource where t.table_name = c.relname)`),
  ).toEqual([]);
});

test('nothing in public is a view, and nothing in the schema is open to anon', async () => {
  expect(
    await column(
      `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm')`,
    ),
  ).toEqual([]);
  expect(
    await column(`select c.relname || ' ' || p.privilege as name from pg_class c
      cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate']) as p (privilege)
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and has_table_privilege('anon', c.oid, p.privilege)`),
  ).toEqual([]);
  expect(
    await column(`select p.proname as name from pg_proc p where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
      and has_function_privilege('anon', p.oid, 'execute')`),
  ).toEqual([]);
  expect(
    await column(`select 'private' as name where has_schema_privilege('anon', 'private', 'usage')`),
  ).toEqual([]);
});

test('every foreign key has an index that begins with its columns', async () => {
  expect(
    await column(`select k.conrelid::regclass || '.' || k.conname as name from pg_constraint k
      where k.contype = 'f' and k.connamespace in ('public'::regnamespace, 'private'::regnamespace)
      and not exists (select from pg_index i where i.indrelid = k.conrelid and i.indpred is null
        and (i.indkey::smallint[])[0:cardinality(k.conkey) - 1] @> k.conkey)`),
  ).toEqual([]);
});

test('every function is explained, has an empty search path, and every table a comment', async () => {
  expect(
    await column(`select p.oid::regprocedure::text as name from pg_proc p
      where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
      and (obj_description(p.oid, 'pg_proc') is null or not coalesce(p.proconfig @> array['search_path=""'], false))`),
  ).toEqual([]);
  expect(
    await column(`select c.oid::regclass::text as name from pg_class c
      where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'p') and obj_description(c.oid, 'pg_class') is null`),
  ).toEqual([]);
});

test('no function of public runs with its owner’s rights, but for the two that only the service role may call', async () => {
  expect(
    await column(
      `select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1`,
    ),
  ).toEqual(['setup_needed', 'setup_organisation']);
  expect(
    await column(`select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
      and has_function_privilege('authenticated', p.oid, 'execute')`),
  ).toEqual([]);
});

test('policies ask their helpers once a statement', async () => {
  const { rows } = await sql.query<{ name: string; text: string }>(
    `select tablename || '.' || policyname as name, coalesce(qual, '') || ' ' || coalesce(with_check, '') as text from pg_policies where schemaname = 'public'`,
  );
  expect(rows.length).toBeGreaterThan(60);
  for (const { name, text } of rows) {
    const calls = text.match(/private\.(visible_ids|may|is_active|my_scope|me)\(/g) ?? [];
    const wrapped = text.match(/SELECT private\.(visible_ids|may|is_active|my_scope|me)\(/g) ?? [];
    expect(wrapped.length, name).toBe(calls.length);
  }
});
