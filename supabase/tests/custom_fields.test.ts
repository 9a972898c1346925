import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../src/lib/database.types.ts';
import { anonymous, createPerson, createRole, type Person, sql, value } from './support.ts';

let admin: Person;
let rep: Person;
let other: Person;
let nobody: Person;
/** Every key of this run is its own: the database is shared with other tests. */
const mark = `t${randomUUID().slice(0, 8)}`;
const keyOf = (name: string) => `${mark}_${name}`;

interface Wishes {
  resource?: string;
  type?: string;
  [name: string]: Json | undefined;
}
const row = (name: string, { resource = 'customers', type = 'text', ...more }: Wishes = {}) => ({
  resource,
  type,
  key: keyOf(name),
  labels: { en: name },
  ...more,
});
const choice = (key: string, active = true) => ({ key, labels: { en: key }, active });

/** A new field as an administrator makes it. Gives its id. */
async function field(name: string, wishes?: Wishes): Promise<string> {
  const { data, error } = await admin.api
    .from('custom_fields')
    .insert(row(name, wishes))
    .select('id')
    .single();
  if (error) throw error;
  return data.id;
}
const change = (person: Person, id: string, changes: object) =>
  person.api.from('custom_fields').update(changes).eq('id', id).select('id');

/** A customer as its form saves it. */
async function save(person: Person, custom: object, more: object = {}) {
  const id = randomUUID();
  const { error } = await person.api.rpc('save_customer', {
    payload: {
      id,
      new: true,
      customer: { name: `Custom ${mark}`, kind: 'company', owner_id: person.id, custom, ...more },
    } as Json,
  });
  return { id, error };
}
const resave = async (person: Person, id: string, custom: object) =>
  (await person.api.rpc('save_customer', { payload: { id, customer: { custom } } as Json })).error;
const stored = (id: string) =>
  value<Record<string, unknown>>(`select coalesce(custom, '{}') from public.customers where id = $1`, [id]);

beforeAll(async () => {
  admin = await createPerson({ roles: ['admin'] });
  rep = await createPerson({ roles: ['sales_rep'] });
  other = await createPerson({ roles: ['sales_rep'] });
  nobody = await createPerson({ roles: [await createRole({ tickets: { read: 'all' } })] });
});

describe('custom fields', () => {
  test('are made and changed by administrators, and read by who reads the records', async () => {
    const id = await field('mine');
    expect((await rep.api.from('custom_fields').insert(row('theirs'))).error?.code).toBe('42501');
    expect((await change(rep, id, { labels: { en: 'Stolen' } })).data).toEqual([]);
    expect(
      (await rep.api.rpc('order_custom_fields', { payload: { resource: 'customers', ids: [id] } })).error
        ?.code,
    ).toBe('42501');
    expect((await rep.api.from('custom_fields').delete().eq('id', id)).error?.code).toBe('42501');
    expect((await admin.api.from('custom_fields').delete().eq('id', id)).error?.code).toBe('42501');
    expect((await rep.api.from('custom_fields').select('id').eq('id', id)).data).toHaveLength(1);
    expect((await nobody.api.from('custom_fields').select('id').eq('id', id)).data).toEqual([]);
    expect((await anonymous().from('custom_fields').select('id')).error).not.toBeNull();
  });

  test('are what they may be', async () => {
    const refused = async (wishes: Wishes) =>
      (await admin.api.from('custom_fields').insert(row('bad', wishes))).error;
    expect(await refused({ labels: {} })).toMatchObject({
      hint: 'required',
      details: '{"field" : "labels"}',
    });
    expect((await refused({ labels: { de: 'Nein' } }))?.hint).toBe('malformed');
    expect((await refused({ labels: { en: 'x'.repeat(81) } }))?.hint).toBe('malformed');
    expect((await refused({ key: 'Not A Key' }))?.hint).toBe('custom_key');
    expect((await refused({ type: 'choice' }))?.hint).toBe('custom_choices');
    expect((await refused({ type: 'choice', choices: [choice('a'), choice('a')] }))?.hint).toBe('duplicate');
    expect((await refused({ type: 'number', default_value: 'many' }))?.hint).toBe('malformed');
    expect((await refused({ type: 'sql' }))?.code).toBe('23514');
    expect((await refused({ resource: 'roles' }))?.code).toBe('23514');
    expect((await refused({ resource: 'deals', kinds: ['person'] }))?.code).toBe('23514');
    const id = await field('twice');
    expect((await refused({ key: keyOf('twice') }))?.hint).toBe('duplicate');
    expect((await change(admin, id, { key: keyOf('renamed') })).error?.hint).toBe('custom_key_fixed');
    expect((await change(admin, id, { type: 'number' })).error).toBeNull();
    expect((await change(admin, id, { type: 'text' })).error).toBeNull();
    await save(rep, { [keyOf('twice')]: 'said' });
    expect((await change(admin, id, { type: 'number' })).error?.hint).toBe('custom_type_fixed');
    expect((await change(admin, id, { labels: { fa: 'نام دیگر' } })).error).toBeNull();
  });

  test('are put into an order', async () => {
    const { data } = await admin.api
      .from('custom_fields')
      .select('id')
      .eq('resource', 'deals')
      .order('position');
    const ids = [...(data ?? []).map((one) => one.id)];
    ids.unshift(await field('last', { resource: 'deals' }));
    const order = (wanted: string[]) =>
      admin.api.rpc('order_custom_fields', { payload: { resource: 'deals', ids: wanted } });
    expect((await order(ids)).error).toBeNull();
    const now = await admin.api.from('custom_fields').select('id').eq('resource', 'deals').order('position');
    expect(now.data?.map((one) => one.id)).toEqual(ids);
    expect((await order([...ids, randomUUID()])).error?.hint).toBe('conflict');
  });
});

describe('values of custom fields', () => {
  test('are of their types', async () => {
    const types = ['text', 'number', 'money', 'date', 'person', 'link', 'boolean'];
    for (const type of types) await field(type, { type });
    await field('choice', { type: 'choice', choices: [choice('gold'), choice('old', false)] });
    await field('choices', { type: 'choices', choices: [choice('a'), choice('b')] });
    const good: Record<string, unknown> = {
      text: ' Hello ',
      number: 12.5,
      money: 99.95,
      date: '2028-02-29',
      person: rep.id,
      link: 'https://atrium.example/x',
      boolean: false,
      choice: 'gold',
      choices: ['b', 'a'],
    };
    const keyed = (values: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(values).map(([name, one]) => [keyOf(name), one]));
    const { id, error } = await save(rep, keyed(good));
    expect(error).toBeNull();
    expect(await stored(id)).toEqual(keyed({ ...good, text: 'Hello' }));

    const bad: [string, unknown, string][] = [
      ['text', 5, 'malformed'],
      ['text', 'x'.repeat(1001), 'too_long'],
      ['number', '5', 'malformed'],
      ['number', 1e15, 'out_of_range'],
      ['money', 1.005, 'malformed'],
      ['date', '2027-02-29', 'malformed'],
      ['date', 'tomorrow', 'malformed'],
      ['person', randomUUID(), 'missing_reference'],
      ['person', "x' or true --", 'missing_reference'],
      ['link', 'javascript:alert(1)', 'malformed'],
      ['boolean', 'yes', 'malformed'],
      ['choice', 'silver', 'custom_choice'],
      ['choice', ['gold'], 'malformed'],
      ['choice', 'old', 'custom_retired'],
      ['choices', 'a', 'malformed'],
      ['choices', ['a', 'a'], 'malformed'],
      ['choices', ['a', 'c'], 'custom_choice'],
    ];
    for (const [name, given, hint] of bad) {
      const refusal = await resave(rep, id, { [keyOf(name)]: given });
      expect({ name, hint: refusal?.hint, field: JSON.parse(refusal?.details ?? '{}').field }).toEqual({
        name,
        hint,
        field: `custom.${keyOf(name)}`,
      });
    }
    expect((await resave(rep, id, { [keyOf('none')]: 1 }))?.hint).toBe('unknown_field');
    // past the form, by the table itself
    const direct = (custom: NonNullable<Json>) =>
      rep.api.from('customers').update({ custom }).eq('id', id).select('id');
    expect((await direct({ [keyOf('number')]: 'x' })).error?.hint).toBe('malformed');
    expect((await direct('x')).error?.hint).toBe('malformed');
    expect((await direct({ anything: 1 })).error?.hint).toBe('unknown_field');
    expect(await stored(id)).toEqual(keyed({ ...good, text: 'Hello' }));

    // one is emptied, the others stay
    expect(await resave(rep, id, { [keyOf('text')]: null })).toBeNull();
    const { text: _, ...left } = good;
    expect(await stored(id)).toEqual(keyed(left));
    expect((await resave(other, id, { [keyOf('number')]: 1 }))?.hint).toBe('gone');
  });

  test('are there where they are required, and by default', async () => {
    const id = await field('grade', { type: 'number', default_value: 3 });
    const needed = await field('needed', { required: true, kinds: ['person'] });
    const company = await save(rep, {});
    expect(company.error).toBeNull();
    expect((await stored(company.id))[keyOf('grade')]).toBe(3);
    const emptied = await save(rep, { [keyOf('grade')]: null });
    expect((await stored(emptied.id))[keyOf('grade')]).toBeUndefined();
    const refusal = { hint: 'required', details: `{"field" : "custom.${keyOf('needed')}"}` };
    expect((await save(rep, {}, { kind: 'person' })).error).toMatchObject(refusal);
    expect((await save(rep, { [keyOf('needed')]: '  ' }, { kind: 'person' })).error).toMatchObject(refusal);
    const person = await save(rep, { [keyOf('needed')]: 'here' }, { kind: 'person' });
    expect(person.error).toBeNull();
    expect(await resave(rep, person.id, { [keyOf('needed')]: null })).toMatchObject(refusal);
    expect(await resave(rep, person.id, { [keyOf('grade')]: 4 })).toBeNull();
    for (const each of [id, needed]) await change(admin, each, { active: false });
  });

  test('stay when their field or choice is retired', async () => {
    const id = await field('level', { type: 'choice', choices: [choice('one'), choice('two')] });
    const customer = await save(rep, { [keyOf('level')]: 'one' });
    expect((await change(admin, id, { choices: [choice('two')] })).error?.hint).toBe('custom_choice_used');
    expect((await change(admin, id, { choices: [choice('one', false), choice('two')] })).error).toBeNull();
    const another = await save(rep, { [keyOf('level')]: 'two' });
    expect((await resave(rep, another.id, { [keyOf('level')]: 'one' }))?.hint).toBe('custom_retired');
    expect((await change(admin, id, { active: false })).error).toBeNull();
    expect((await resave(rep, another.id, { [keyOf('level')]: 'one' }))?.hint).toBe('custom_retired');
    expect((await save(rep, { [keyOf('level')]: 'two' })).error?.hint).toBe('custom_retired');
    expect(await stored(customer.id)).toMatchObject({ [keyOf('level')]: 'one' });
  });

  test('are unique where they have to be, and tell nothing of the other record', async () => {
    const id = await field('code', { is_unique: true });
    const theirs = await save(other, { [keyOf('code')]: 'A-1' });
    expect(theirs.error).toBeNull();
    const { error } = await save(rep, { [keyOf('code')]: ' a-1 ' });
    expect(error).toMatchObject({ hint: 'duplicate', details: `{"field" : "custom.${keyOf('code')}"}` });
    expect(JSON.stringify(error)).not.toContain(theirs.id);
    const mine = await save(rep, { [keyOf('code')]: 'A-2' });
    expect((await resave(rep, mine.id, { [keyOf('code')]: 'A-1' }))?.hint).toBe('duplicate');
    expect(await resave(other, theirs.id, { [keyOf('code')]: 'A-3' })).toBeNull();
    expect(await resave(rep, mine.id, { [keyOf('code')]: 'A-1' })).toBeNull();
    // two at once: one of them
    const both = await Promise.all(Array.from({ length: 4 }, () => save(rep, { [keyOf('code')]: 'race' })));
    expect(both.filter((one) => one.error === null)).toHaveLength(1);
    // no longer unique, doubled, and not to be made unique again
    expect((await change(admin, id, { is_unique: false })).error).toBeNull();
    expect(await resave(rep, mine.id, { [keyOf('code')]: 'a-3' })).toBeNull();
    expect((await change(admin, id, { is_unique: true })).error?.hint).toBe('custom_not_unique');
    expect(await resave(rep, mine.id, { [keyOf('code')]: 'other' })).toBeNull();
    expect((await change(admin, id, { is_unique: true })).error).toBeNull();
    expect((await resave(rep, mine.id, { [keyOf('code')]: 'A-3' }))?.hint).toBe('duplicate');
    await sql.query('delete from public.customers where id = $1', [theirs.id]);
    expect(await resave(rep, mine.id, { [keyOf('code')]: 'A-3' })).toBeNull();
  });

  test('of deals are saved with the deal, and are in the audit log', async () => {
    await field('met', { resource: 'deals', type: 'boolean' });
    const customer = await save(rep, {});
    const id = randomUUID();
    const saved = await rep.api.rpc('save_deal', {
      payload: {
        id,
        new: true,
        deal: {
          name: 'Custom',
          customer_id: customer.id,
          currency: 'EUR',
          owner_id: rep.id,
          custom: { [keyOf('met')]: true },
        },
      } as Json,
    });
    expect(saved.error).toBeNull();
    expect((await rep.api.from('deals').select('custom').eq('id', id).single()).data?.custom).toMatchObject({
      [keyOf('met')]: true,
    });
    const changed = await rep.api.rpc('save_deal', {
      payload: { id, deal: { custom: { [keyOf('met')]: false } } } as Json,
    });
    expect(changed.error).toBeNull();
    const log = await value<[object, object]>(
      `select changes -> 'custom' from public.audit_log where record_id = $1 and action = 'update' order by id desc limit 1`,
      [id],
    );
    expect(log).toEqual([{ [keyOf('met')]: true }, { [keyOf('met')]: false }]);
  });
});
