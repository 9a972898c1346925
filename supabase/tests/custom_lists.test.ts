import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../src/lib/database.types.ts';
import { createPerson, type Person, sql, value } from './support.ts';

let admin: Person;
let rep: Person;
let other: Person;
/** Every key of this run is its own: the database is shared with other tests. */
const mark = `l${randomUUID().slice(0, 8)}`;
const keyOf = (name: string) => `${mark}_${name}`;

interface Made {
  id: string;
  list_column: string | null;
}

/** A new field of customers as an administrator makes it. */
async function field(name: string, type: string, more: object = {}): Promise<Made> {
  const row = { resource: 'customers', key: keyOf(name), type, labels: { en: name }, ...more };
  const { data, error } = await admin.api
    .from('custom_fields')
    .insert(row)
    .select('id, list_column')
    .single();
  if (error) throw error;
  return data;
}
const columnOf = async (name: string, type: string, more?: object) =>
  String((await field(name, type, more)).list_column);
const choices = ['gold', 'silver'].map((key) => ({ key, labels: { en: key }, active: true }));

async function save(person: Person, custom: object): Promise<string> {
  const id = randomUUID();
  const { error } = await person.api.rpc('save_customer', {
    payload: {
      id,
      new: true,
      customer: { name: `Listed ${mark}`, kind: 'company', owner_id: person.id, custom },
    } as Json,
  });
  if (error) throw error;
  return id;
}
/** The customers of this run that a filter gives, in an order. */
async function found(person: Person, filter: string, order = 'id.asc'): Promise<string[]> {
  const [column = '', ...rest] = order.split('.');
  const { data, error } = await person.api
    .from('customers')
    .select('id')
    .eq('name', `Listed ${mark}`)
    .or(filter)
    .order(column, { ascending: rest[0] === 'asc', nullsFirst: false });
  if (error) throw error;
  return data.map(({ id }) => id);
}
const indexOf = (column: string) =>
  value<boolean>(
    'select exists (select from pg_catalog.pg_index i where i.indexrelid = pg_catalog.to_regclass($1) and i.indisvalid)',
    [`public.customers_${column}_idx`],
  );

beforeAll(async () => {
  admin = await createPerson({ roles: ['admin'] });
  rep = await createPerson({ roles: ['sales_rep'] });
  other = await createPerson({ roles: ['sales_rep'] });
});

describe('custom fields of lists', () => {
  test('have an index from the first moment on, and one column each', async () => {
    const text = await field('indexed', 'text');
    const number = await field('counted', 'number');
    const many = await field('many', 'choices', { choices });
    expect(text.list_column).toMatch(/^custom_text_\d+$/);
    expect(number.list_column).toMatch(/^custom_number_\d+$/);
    expect(many.list_column).toBeNull();
    expect(await indexOf(String(text.list_column))).toBe(true);
    expect(await indexOf(String(number.list_column))).toBe(true);
    const again = await field('again', 'date');
    expect(again.list_column).not.toBe(text.list_column);
    // nobody chooses the column
    const change = (changes: object) =>
      admin.api.from('custom_fields').update(changes).eq('id', text.id).select('list_column').single();
    expect((await change({ list_column: 'name' })).data?.list_column).toBe(text.list_column);
    // another type, another column
    expect((await change({ type: 'link' })).data?.list_column).toBe(text.list_column);
    const turned = (await change({ type: 'money' })).data?.list_column;
    expect(turned).toMatch(/^custom_number_\d+$/);
    expect(await indexOf(String(turned))).toBe(true);
    expect(await indexOf(String(text.list_column))).toBe(false);
  });

  test('narrow and sort each reader’s own rows', async () => {
    const level = await columnOf('level', 'choice', { choices });
    const score = await columnOf('score', 'number');
    const since = await columnOf('since', 'date');
    const met = await columnOf('met', 'boolean');
    const code = await columnOf('code', 'text');
    const gold = await save(rep, {
      [keyOf('level')]: 'gold',
      [keyOf('score')]: 9.5,
      [keyOf('since')]: '2026-02-01',
      [keyOf('met')]: true,
      [keyOf('code')]: 'Straße 7',
    });
    const silver = await save(rep, { [keyOf('level')]: 'silver', [keyOf('score')]: 10 });
    const bare = await save(rep, {});
    const theirs = await save(other, { [keyOf('level')]: 'gold', [keyOf('score')]: 1 });

    expect(await found(rep, `${level}.eq.gold`)).toEqual([gold]);
    expect(await found(other, `${level}.eq.gold`)).toEqual([theirs]);
    expect((await found(admin, `${level}.eq.gold`)).toSorted()).toEqual([gold, theirs].toSorted());
    expect(await found(rep, `${score}.gte.9.5`, `${score}.asc`)).toEqual([gold, silver]);
    expect(await found(rep, `${score}.is.null`)).toEqual([bare]);
    expect(await found(rep, `and(${since}.gte.2026-01-31,${since}.lte.2026-02-01)`)).toEqual([gold]);
    expect(await found(rep, `${met}.eq.true`)).toEqual([gold]);
    expect(await found(rep, `${code}.eq."straße 7"`)).toEqual([gold]);
    expect(await found(rep, 'id.not.is.null', `${score}.desc`)).toEqual([silver, gold, bare]);

    // the columns follow the values, and nothing else
    const direct = (row: object) => rep.api.from('customers').update(row).eq('id', bare).select('id');
    expect((await direct({ [level]: 'gold', [score]: 99 })).error).toBeNull();
    expect(await found(rep, `${level}.eq.gold`)).toEqual([gold]);
    expect((await direct({ custom: { [keyOf('level')]: 'gold' } })).error).toBeNull();
    expect((await found(rep, `${level}.eq.gold`)).toSorted()).toEqual([gold, bare].toSorted());
    expect((await direct({ custom: null })).error).toBeNull();
    expect(await found(rep, `${level}.eq.gold`)).toEqual([gold]);
    const forged: { name: string } = Object.assign(
      { name: `Listed ${mark}` },
      { owner_id: rep.id, [level]: 'gold' },
    );
    const made = await rep.api.from('customers').insert(forged).select('id').single();
    expect(made.error).toBeNull();
    expect(await found(rep, `${level}.eq.gold`)).toEqual([gold]);
    // the log has the value once
    const changes = await value<object>(
      `select changes from public.audit_log where record_id = $1 and action = 'update' order by id limit 1`,
      [bare],
    );
    expect(Object.keys(changes)).toEqual(['custom']);
  });

  test('are found by their index under row-level security', async () => {
    const level = await columnOf('by_index', 'choice', { choices });
    const client = await sql.connect();
    try {
      await client.query('begin');
      await client.query(
        `insert into public.customers (name, owner_id, custom)
         select 'Planned', $1, case n when 1 then jsonb_build_object($2::text, 'gold') end from generate_series(1, 2000) n`,
        [admin.id, keyOf('by_index')],
      );
      await client.query('analyze public.customers');
      await client.query(`set local role authenticated`);
      await client.query(`select set_config('request.jwt.claims', $1, true)`, [
        JSON.stringify({ sub: admin.userId, role: 'authenticated' }),
      ]);
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `explain select id from public.customers where ${level} = 'gold'`,
      );
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).toMatch(new RegExp(`customers_${level}_idx`));
      expect(plan).toMatch(new RegExp(`Index Cond: \\(${level} = 'gold'`));
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});
