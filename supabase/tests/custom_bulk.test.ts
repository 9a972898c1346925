import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/lib/database.types.ts';
import { begin, bulkPeople, customers, run } from './bulk-set.ts';
import { type Person, sql, value } from './support.ts';

type Insert = Database['public']['Tables']['custom_fields']['Insert'];

let manager: Person;
let rep: Person;
let outsider: Person;
let admin: Person;
/** Every key of this run is its own: the database is shared with other tests. */
const mark = `b${randomUUID().slice(0, 8)}`;
const keyOf = (name: string) => `${mark}_${name}`;
const choices = ['a', 'b', 'old'].map((key) => ({ key, labels: { en: key }, active: key !== 'old' }));

const customOf = (id: string | undefined) =>
  value<object | null>('select custom from public.customers where id = $1', [id]);
const give = (id: string | undefined, custom: object) =>
  sql.query('update public.customers set custom = $2 where id = $1', [id, custom]);

beforeAll(async () => {
  ({ manager, rep, outsider, admin } = await bulkPeople());
  const rows: Pick<Insert, 'key' | 'type' | 'choices' | 'required' | 'kinds' | 'is_unique'>[] = [
    { key: keyOf('many'), type: 'choices', choices },
    { key: keyOf('level'), type: 'choice', choices },
    { key: keyOf('note'), type: 'text' },
    { key: keyOf('needed'), type: 'number', required: true, kinds: ['person'] },
    { key: keyOf('code'), type: 'text', is_unique: true },
  ];
  for (const row of rows) {
    const whole: Insert = { resource: 'customers', labels: { en: row.key }, ...row };
    expect((await admin.api.from('custom_fields').insert(whole)).error).toBeNull();
  }
});

describe('a bulk change of custom fields', () => {
  test('sets those that it names, leaves the others, and is undone', async () => {
    const [bare, full, same, theirs] = [
      ...(await customers(3, rep.id)),
      ...(await customers(1, outsider.id)),
    ];
    await give(full, { [keyOf('many')]: ['a', 'b'], [keyOf('note')]: 'Stays', [keyOf('level')]: 'b' });
    await give(same, { [keyOf('many')]: ['a'] });
    const job = await begin(manager, [bare, full, same, theirs].map(String), 'set', {
      custom: { [keyOf('many')]: ['a'], [keyOf('level')]: null },
    });
    expect((await run(manager, 'apply_bulk', job, 2)).counts).toMatchObject({
      applied: 2,
      same: 1,
      refused: 1,
    });
    expect(await customOf(bare)).toEqual({ [keyOf('many')]: ['a'] });
    expect(await customOf(full)).toEqual({ [keyOf('many')]: ['a'], [keyOf('note')]: 'Stays' });
    expect(await customOf(theirs)).toBeNull();
    expect((await run(manager, 'undo_bulk', job, 2)).counts).toMatchObject({ undone: 2, kept: 0 });
    expect(await customOf(bare)).toBeNull();
    expect(await customOf(full)).toEqual({
      [keyOf('many')]: ['a', 'b'],
      [keyOf('note')]: 'Stays',
      [keyOf('level')]: 'b',
    });
    expect(await customOf(same)).toEqual({ [keyOf('many')]: ['a'] });
  });

  test('is refused at once, at the field, where no record could have it', async () => {
    const [id] = await customers(1, rep.id);
    const bad: [string, unknown, string][] = [
      ['many', ['c'], 'custom_choice'],
      ['level', 'old', 'custom_retired'],
      ['needed', null, 'required'],
      ['needed', 'x', 'malformed'],
      ['code', 'A', 'unknown_field'],
      ['none', 1, 'unknown_field'],
    ];
    for (const [name, given, hint] of bad) {
      const { error } = await manager.api.rpc('begin_bulk', {
        payload: {
          resource: 'customers',
          action: 'set',
          changes: { custom: { [keyOf(name)]: given as string } },
        },
      });
      expect({ name, hint: error?.hint, field: JSON.parse(error?.details ?? '{}').field }).toEqual({
        name,
        hint,
        field: `custom.${keyOf(name)}`,
      });
    }
    const empty = await manager.api.rpc('begin_bulk', {
      payload: { resource: 'customers', action: 'set', changes: { custom: {} } },
    });
    expect(empty.error?.hint).toBe('malformed');
    expect(await customOf(id)).toBeNull();
  });
});
