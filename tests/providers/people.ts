import { randomUUID } from 'node:crypto';
import type { DataProvider } from '@refinedev/core';
import { createDataProvider } from '../../src/providers/data.ts';
import { createPerson, createRole, type Person, sql } from '../../supabase/tests/support.ts';

/** A person who may do everything with customers, and the data provider as theirs. */
export async function customersPerson(): Promise<Person & { provider: Required<DataProvider> }> {
  const everything = { read: 'all', create: 'all', update: 'all', delete: 'all' };
  const role = await createRole({
    customers: everything,
    'customers.contact_details': { read: 'all', update: 'all' },
    contacts: everything,
    profiles: { read: 'all' },
    tags: everything,
  });
  const person = await createPerson({ roles: [role] });
  return { ...person, provider: createDataProvider(person.api) };
}

/** A mark of its own, for the column `city`, by which a test finds its rows among those of others. */
export const mark = () => randomUUID();

/** Inserts rows past all permissions. Gives them as they stand in the table, in the order given. */
export async function insert<T extends object>(table: string, rows: T[]): Promise<(T & { id: string })[]> {
  const columns = Object.keys(rows[0] ?? {});
  const names = columns.map((column) => `"${column}"`).join(', ');
  const { rows: made } = await sql.query(
    `insert into public."${table}" (${names})
     select ${names} from jsonb_populate_recordset(null::public."${table}", $1) returning *`,
    [JSON.stringify(rows)],
  );
  return made;
}
