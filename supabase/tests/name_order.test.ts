import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createPerson, type Person, sql, value } from './support.ts';

const mark = randomUUID().slice(0, 8);
// As code points stand: Anna, Zebra, anker, Émile, Öz, ΑΛΕΞΗΣ, بهار, پارسه.
const inOrder = ['anker', 'Anna', 'Émile', 'Öz', 'Zebra', 'ΑΛΕΞΗΣ', 'بهار', 'پارسه'].map(
  (name) => `${name} ${mark}`,
);
const shuffled = inOrder.toSorted();

let reader: Person;

beforeAll(async () => {
  await sql.query(`select private.ensure_defaults('en')`);
  reader = await createPerson({ roles: ['admin'] });
  const customer = await value<string>('insert into public.customers (name) values ($1) returning id', [
    mark,
  ]);
  const stage = `select id, pipeline_id from public.pipeline_stages order by position limit 1`;
  for (const name of shuffled) {
    await sql.query('insert into public.customers (name, city) values ($1, $2)', [name, mark]);
    await sql.query('insert into public.contacts (full_name, customer_id) values ($1, $2)', [name, customer]);
    await sql.query(
      `insert into public.deals (name, stage_id, pipeline_id, source) select $1, id, pipeline_id, 'other' from (${stage}) s`,
      [name],
    );
    await sql.query('insert into public.profiles (full_name) values ($1)', [name]);
  }
});

describe('names stand in the order of an index, as people sort them', () => {
  test.each([
    ['customers', 'name', 'customers_name_idx', 'where deleted_at is null'],
    ['deals', 'name', 'deals_name_idx', 'where deleted_at is null'],
    ['contacts', 'full_name', 'contacts_full_name_idx', ''],
    ['profiles', 'full_name', 'profiles_full_name_idx', ''],
  ] as const)('%s', async (table, column, index, condition) => {
    const { data, error } = await reader.api
      .from(table)
      .select(column)
      .like(column, `% ${mark}`)
      .order(column)
      .order('id');
    expect(error).toBeNull();
    expect((data ?? []).map((row) => Object.values(row)[0])).toEqual(inOrder);

    const client = await sql.connect();
    try {
      await client.query('begin; set local enable_sort = off; set local enable_seqscan = off');
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `explain select id from public.${table} ${condition} order by ${column}, id limit 5`,
      );
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).toContain(index);
      expect(plan).not.toContain('Sort');
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});

test('search sees the same letters as before, whatever they are sorted by', async () => {
  for (const [q, name] of [
    ['ΑΛΕΞΗΣ', 'ΑΛΕΞΗΣ'],
    ['αλεξησ', 'ΑΛΕΞΗΣ'],
    ['emile', 'Émile'],
    ['oz', 'Öz'],
  ]) {
    const { data } = await reader.api.rpc('search_customers', { q: `${q} ${mark}` }).select('name');
    expect(data?.map((row) => row.name)).toContain(`${name} ${mark}`);
  }
});
