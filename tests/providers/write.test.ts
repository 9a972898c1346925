import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createDataProvider } from '../../src/providers/data.ts';
import { createPerson, createRole, sql, value } from '../../supabase/tests/support.ts';
import { nastyTexts } from './nasty.ts';
import { customersPerson, insert, mark } from './people.ts';

const resource = 'customers';
let provider: Awaited<ReturnType<typeof customersPerson>>['provider'];
/** Sees every customer, changes none. */
let reader: typeof provider;
/** Sees and changes only their own. */
let owner: typeof provider;

beforeAll(async () => {
  ({ provider } = await customersPerson());
  reader = createDataProvider(
    (await createPerson({ roles: [await createRole({ customers: { read: 'all' } })] })).api,
  );
  const own = { read: 'own', create: 'own', update: 'own', delete: 'own' };
  owner = createDataProvider((await createPerson({ roles: [await createRole({ customers: own })] })).api);
});

async function customer(more: object = {}): Promise<string> {
  const [made] = await insert(resource, [{ name: `customer ${mark()}`, ...more }]);
  return String(made?.id);
}

const nameOf = (id: string) => value<string>('select name from public.customers where id = $1', [id]);
const absent = '00000000-0000-4000-8000-00000000dead';

describe('reading by id', () => {
  it('gives one record, with what it embeds', async () => {
    const id = await customer();
    const { data } = await provider.getOne({ resource, id, meta: { select: 'id, contacts ( full_name )' } });
    expect(data).toEqual({ id, contacts: [] });
  });

  it.each([absent, 'no-id-at-all'])('says of %s that it is gone', async (id) => {
    await expect(provider.getOne({ resource, id })).rejects.toMatchObject({ kind: 'gone', statusCode: 404 });
  });

  it('says the same of what the reader may not see', async () => {
    const id = await customer();
    await expect(owner.getOne({ resource, id })).rejects.toMatchObject({ kind: 'gone' });
  });

  it('gives more records than a URL holds ids, in the order asked, without those that are gone', async () => {
    const made = await insert(
      resource,
      Array.from({ length: 450 }, (_, at) => ({ name: `many ${at}` })),
    );
    const ids = made.map(({ id }) => id).reverse();
    const { data } = await provider.getMany({ resource, ids: [absent, ...ids], meta: { select: 'name' } });
    expect(data.map(({ id }) => id)).toEqual(ids);
  });
});

describe('creating', () => {
  it('keeps every text as it was written', async () => {
    const texts = nastyTexts.map((text) => ({ name: `c ${text}`.trim(), legal_name: text, aliases: [text] }));
    const { data } = await provider.createMany({ resource, variables: texts });
    expect(data.map(({ name, legal_name, aliases }) => ({ name, legal_name, aliases }))).toEqual(texts);
  });

  it('writes all or none, and says at which field', async () => {
    const name = mark();
    const asked = provider.createMany({ resource, variables: [{ name }, { name, tier: 'gold' }] });
    await expect(asked).rejects.toMatchObject({ kind: 'invalid', field: 'tier' });
    expect(await value('select count(*)::int from public.customers where name = $1', [name])).toBe(0);
  });

  it('leaves to the default what a record leaves out', async () => {
    const { data } = await provider.createMany({
      resource,
      variables: [{ name: 'a', kind: 'person' }, { name: 'b' }, { name: 'c', kind: undefined }],
    });
    expect(data.map(({ kind }) => kind)).toEqual(['person', 'company', 'company']);
  });

  it('creates nothing of nothing', async () => {
    expect(await provider.createMany({ resource, variables: [] })).toEqual({ data: [] });
  });

  it('refuses whom the database refuses', async () => {
    const asked = reader.create({ resource, variables: { name: 'x' } });
    await expect(asked).rejects.toMatchObject({ kind: 'denied', key: 'errors.denied', statusCode: 403 });
  });

  it.each([
    ['a missing name', { name: null }, 'required', 'name'],
    ['a tier that is none', { name: 'x', tier: 'gold' }, 'not_allowed_value', 'tier'],
    ['a price that is none', { name: 'x', price_max: 'much' }, 'malformed', undefined],
    ['a price too high', { name: 'x', price_max: 1e13 }, 'out_of_range', undefined],
  ])('says at the field what is wrong: %s', async (_, variables, key, field) => {
    const error = await provider.create({ resource, variables }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'invalid', key: `errors.${key}`, field });
    if (field) expect(error).toMatchObject({ errors: { [field]: { key: `errors.${key}` } } });
  });

  it('says at the field that what it names is not there', async () => {
    const variables = { customer_id: await customer(), tag_id: absent };
    await expect(provider.create({ resource: 'customer_tags', variables })).rejects.toMatchObject({
      kind: 'invalid',
      key: 'errors.missing_reference',
      field: 'tag_id',
    });
  });

  it('says of a name in use that it is in use', async () => {
    const name = mark();
    await provider.create({ resource: 'tags', variables: { name } });
    await expect(provider.create({ resource: 'tags', variables: { name } })).rejects.toMatchObject({
      kind: 'invalid',
      key: 'errors.duplicate',
      field: 'name',
    });
  });

  it('changes instead, as an upsert, by the key that is named', async () => {
    const name = mark();
    const meta = { upsert: true, onConflict: 'name' };
    const first = await provider.create({ resource: 'tags', variables: { name }, meta });
    const again = await provider.createMany({
      resource: 'tags',
      variables: [{ name }, { name: `${name} b` }],
      meta,
    });
    expect(again.data).toHaveLength(2);
    expect(again.data[0]?.id).toBe(first.data.id);
  });

  it('does not take an upsert from an address', async () => {
    const name = mark();
    await provider.create({ resource: 'tags', variables: { name } });
    const asked = provider.create({
      resource: 'tags',
      variables: { name },
      meta: { upsert: 'true', onConflict: 'name' },
    });
    await expect(asked).rejects.toMatchObject({ key: 'errors.duplicate' });
  });
});

describe('changing', () => {
  it('gives the record as it is now', async () => {
    const id = await customer();
    const { data } = await provider.update({ resource, id, variables: { name: 'new', legal_name: null } });
    expect(data).toMatchObject({ id, name: 'new', legal_name: null });
  });

  it('of nothing gives the record', async () => {
    const id = await customer();
    const { data } = await provider.update({ resource, id, variables: { name: undefined } });
    expect(data).toMatchObject({ id });
  });

  it('tells what may not be changed from what is gone', async () => {
    const id = await customer();
    const change = (who: typeof provider, target: string) =>
      who.update({ resource, id: target, variables: { name: 'x' } });
    await expect(change(reader, id)).rejects.toMatchObject({ kind: 'denied', statusCode: 403 });
    await expect(change(owner, id)).rejects.toMatchObject({ kind: 'gone', statusCode: 404 });
    await expect(change(provider, absent)).rejects.toMatchObject({ kind: 'gone' });
    expect(await nameOf(id)).not.toBe('x');
  });

  it('is refused when somebody else changed the record since the form loaded it', async () => {
    const id = await customer();
    const { data: loaded } = await provider.getOne({ resource, id });
    const meta = { updatedAt: loaded.updated_at };
    await provider.update({ resource, id, variables: { name: 'theirs' }, meta });
    const late = provider.update({ resource, id, variables: { name: 'mine' }, meta });
    await expect(late).rejects.toMatchObject({ kind: 'conflict', key: 'errors.conflict', statusCode: 409 });
    expect(await nameOf(id)).toBe('theirs');
    const { data: again } = await provider.getOne({ resource, id });
    await provider.update({
      resource,
      id,
      variables: { name: 'mine' },
      meta: { updatedAt: again.updated_at },
    });
    expect(await nameOf(id)).toBe('mine');
  });

  it('with the version at hand still tells denied and gone', async () => {
    const id = await customer();
    const { data: loaded } = await reader.getOne({ resource, id });
    const meta = { updatedAt: loaded.updated_at };
    const denied = reader.update({ resource, id, variables: { name: 'x' }, meta });
    await expect(denied).rejects.toMatchObject({ kind: 'denied' });
    await provider.deleteOne({ resource, id });
    const late = provider.update({ resource, id, variables: { name: 'x' }, meta });
    await expect(late).rejects.toMatchObject({ kind: 'gone' });
  });

  it('says a field guarded by a trigger is guarded, at the field', async () => {
    const id = await customer();
    const other = await createPerson();
    const asked = provider.update({ resource, id, variables: { owner_id: other.id } });
    await expect(asked).rejects.toMatchObject({
      kind: 'denied',
      key: 'errors.owner_by_assign',
      field: 'owner_id',
    });
  });

  it('changes many in one request', async () => {
    const ids = await Promise.all([customer(), customer(), customer()]);
    const { data } = await provider.updateMany({ resource, ids, variables: { tier: 'key' } });
    expect(data.map(({ id, tier }) => [id, tier]).sort()).toEqual(ids.map((id) => [id, 'key']).sort());
  });

  it('says how many of many were changed when some were not', async () => {
    const id = await customer();
    const ids = [id, absent];
    const some = provider.updateMany({ resource, ids, variables: { tier: 'key' } });
    await expect(some).rejects.toMatchObject({ key: 'errors.partly_done', params: { done: 1, total: 2 } });
    const none = reader.updateMany({ resource, ids, variables: { tier: 'small' } });
    await expect(none).rejects.toMatchObject({ kind: 'denied' });
    const nobody = provider.updateMany({ resource, ids: [absent], variables: { tier: 'small' } });
    await expect(nobody).rejects.toMatchObject({ kind: 'gone' });
  });

  it('refuses more than a request holds before it writes anything', async () => {
    const ids = [await customer(), ...Array.from({ length: 150 }, () => absent)];
    const asked = provider.updateMany({ resource, ids, variables: { name: 'x' } });
    await expect(asked).rejects.toMatchObject({ kind: 'too_large', params: { max: 150 } });
    expect(await nameOf(String(ids[0]))).not.toBe('x');
  });

  it('holds 150 ids in a request', async () => {
    const made = await insert(
      resource,
      Array.from({ length: 150 }, (_, at) => ({ name: `many ${at}` })),
    );
    const ids = made.map(({ id }) => id);
    const { data } = await provider.updateMany({ resource, ids, variables: { tier: 'key' } });
    expect(data).toHaveLength(150);
  });
});

describe('deleting', () => {
  const there = (id: string) =>
    sql
      .query('select deleted_at from public.customers where id = $1', [id])
      .then(({ rows }) => (rows[0] ? (rows[0].deleted_at === null ? 'there' : 'trash') : 'none'));

  it('moves to the trash', async () => {
    const ids = await Promise.all([customer(), customer(), customer()]);
    const [first = ''] = ids;
    expect(await provider.deleteOne({ resource, id: first })).toEqual({ data: { id: first } });
    await provider.deleteMany({ resource, ids: ids.slice(1) });
    expect(await Promise.all(ids.map(there))).toEqual(['trash', 'trash', 'trash']);
  });

  it('is refused whom the database refuses, and tells what is gone', async () => {
    const id = await customer();
    await expect(reader.deleteOne({ resource, id })).rejects.toMatchObject({ kind: 'denied' });
    await expect(provider.deleteOne({ resource, id: absent })).rejects.toMatchObject({ kind: 'gone' });
    await expect(provider.deleteMany({ resource, ids: [id, absent] })).rejects.toMatchObject({
      kind: 'gone',
    });
    expect(await there(id)).toBe('there');
  });

  it('deletes for good where meta says so', async () => {
    const meta = { trash: false };
    const { data } = await provider.create({ resource: 'tags', variables: { name: mark() } });
    const id = String(data.id);
    await expect(reader.deleteOne({ resource: 'tags', id, meta })).rejects.toMatchObject({ kind: 'gone' });
    await provider.deleteOne({ resource: 'tags', id, meta });
    await expect(provider.deleteOne({ resource: 'tags', id, meta })).rejects.toMatchObject({ kind: 'gone' });
  });

  it('reaches the rows of a table whose key is two columns', async () => {
    const meta = { trash: false };
    const id = await customer();
    const { data: tags } = await provider.createMany({
      resource: 'tags',
      variables: [{ name: mark() }, { name: mark() }],
    });
    const links = tags.map((tag) => ({ customer_id: id, tag_id: tag.id }));
    await provider.createMany({
      resource: 'customer_tags',
      variables: links,
      meta: { select: 'customer_id,tag_id' },
    });
    await provider.deleteOne({ resource: 'customer_tags', id: `${id},${tags[0]?.id}`, meta });
    const left = await sql.query('select tag_id from public.customer_tags where customer_id = $1', [id]);
    expect(left.rows).toEqual([{ tag_id: tags[1]?.id }]);
  });
});

it('keeps money to the cent, up to the largest amount', async () => {
  const id = await customer();
  const cents = fc.oneof(
    fc.integer({ min: 0, max: 1_000_000 }),
    fc.integer({ min: 0, max: 99_999_999_999_999 }),
  );
  await fc.assert(
    fc.asyncProperty(cents, async (amount) => {
      const { data } = await provider.update({ resource, id, variables: { price_max: amount / 100 } });
      expect(data.price_max).toBe(amount / 100);
      const stored = await value(
        'select (price_max * 100)::bigint::text from public.customers where id = $1',
        [id],
      );
      expect(stored).toBe(String(amount));
    }),
    { numRuns: 100 },
  );
});
