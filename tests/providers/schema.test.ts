import { expect, it } from 'vitest';
import { neverNull, primaryKeys } from '../../src/providers/data/schema.ts';
import { sql } from '../../supabase/tests/support.ts';

it('knows every primary key that is not id', async () => {
  const { rows } = await sql.query<{ table: string; key: string[] }>(
    `select r.relname as table, array_agg(a.attname::text order by array_position(c.conkey, a.attnum)) as key
     from pg_constraint c
     join pg_class r on r.oid = c.conrelid
     join pg_attribute a on a.attrelid = r.oid and a.attnum = any (c.conkey)
     where c.contype = 'p' and r.relnamespace = 'public'::regnamespace
     group by r.relname`,
  );
  const others = rows.filter(({ key }) => key.join() !== 'id').map(({ table, key }) => [table, key]);
  expect(primaryKeys).toEqual(Object.fromEntries(others));
});

it('takes no column for never null that is null somewhere', async () => {
  const { rows } = await sql.query(
    `select r.relname || '.' || a.attname as column
     from pg_attribute a join pg_class r on r.oid = a.attrelid
     where r.relnamespace = 'public'::regnamespace and r.relkind = 'r' and a.attnum > 0
       and not a.attnotnull and a.attname = any ($1)`,
    [[...neverNull]],
  );
  expect(rows).toEqual([]);
});
