import { beforeAll, describe, expect, test } from 'vitest';
import { createPerson, createRole, type Person, sql } from './support.ts';

let writer: Person;
const unseen = ['\u200b', '\u2060 \u200d', '\u3164', '\ufeff\u00ad', '\u202e\u2069'];

beforeAll(async () => {
  const all = { read: 'all', create: 'all', update: 'all' } as const;
  writer = await createPerson({
    roles: [await createRole({ customers: all, deals: all, tasks: all, contacts: all })],
  });
});

describe('a name of which nothing can be seen', () => {
  test.each(unseen)('is refused through the API, at its field (%j)', async (name) => {
    const { error } = await writer.api.from('customers').insert({ name, owner_id: writer.id });
    expect(error?.code).toBe('23514');
    expect(error?.message).toContain('customers_name_check2');
    const task = await writer.api.from('tasks').insert({ title: name, assignee_id: writer.id });
    expect(task.error?.message).toContain('tasks_title_check2');
  });

  test('is not what uses such characters within words and emoji', async () => {
    const names = ['نیم\u200cفاصله', '👩\u200d👩\u200d👧', '❤\ufe0f', '\u200fשלום'];
    const { error } = await writer.api
      .from('customers')
      .insert(names.map((name) => ({ name, owner_id: writer.id })));
    expect(error).toBeNull();
  });

  test('is refused wherever "not only spaces" was asked for', async () => {
    const { rows } = await sql.query<{ column: string }>(
      `select c.conrelid::regclass || '.' || a.attname as column
       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
       where c.contype = 'c' and c.connamespace = 'public'::regnamespace and a.attnotnull
         and pg_get_constraintdef(c.oid) like '%btrim(' || a.attname || ') <> ''''%'
         and not exists (
           select from pg_constraint o where o.conrelid = c.conrelid and o.conkey = c.conkey
             and pg_get_constraintdef(o.oid) like '%\\u200b%')`,
    );
    // A file is called as it is called, and metrics are described by migrations alone.
    expect(rows.map(({ column }) => column).sort()).toEqual([
      'import_jobs.file_name',
      'metric_functions.comment',
    ]);
  });
});
