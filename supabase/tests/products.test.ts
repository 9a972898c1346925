import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { json } from './deal-set.ts';
import { type Client, createPerson, type Person, value } from './support.ts';

let manager: Person;
let rep: Person;
let executive: Person;

const save = (api: Client, payload: object) => api.rpc('save_product', { payload: json(payload) });
const read = async (api: Client, id: string) =>
  (await api.from('products').select('*, costs:product_costs(cost)').eq('id', id)).data?.[0];
const fresh = () => {
  const id = randomUUID();
  return {
    id,
    new: true,
    product: {
      sku: `D-${id}`,
      name: 'Standing desk',
      product_line: 'Desks',
      list_price: 800,
      currency: 'EUR',
    },
    costs: { cost: 480 },
  };
};

beforeAll(async () => {
  manager = await createPerson({ roles: ['sales_manager'] });
  rep = await createPerson({ roles: ['sales_rep'] });
  executive = await createPerson({ roles: ['executive'] });
});

describe('a product', () => {
  test('is saved with its cost, which only who may know reads', async () => {
    const product = fresh();
    expect((await save(manager.api, product)).error).toBeNull();
    expect(await read(manager.api, product.id)).toMatchObject({ list_price: 800, costs: { cost: 480 } });
    expect(await read(executive.api, product.id)).toMatchObject({ costs: { cost: 480 } });
    expect(await read(rep.api, product.id)).toMatchObject({ name: 'Standing desk', costs: null });
    expect((await rep.api.from('product_costs').select('cost')).data).toEqual([]);
    expect((await save(manager.api, product)).error).toBeNull();
  });

  test('is changed by who may, its cost by who may change costs', async () => {
    const product = fresh();
    await save(manager.api, product);
    for (const person of [rep, executive]) {
      const changed = await save(person.api, { id: product.id, product: { list_price: 1 } });
      expect(changed.error).toMatchObject({ code: '42501' });
      const cheaper = await save(person.api, { id: product.id, costs: { cost: 1 } });
      expect(cheaper.error).toMatchObject({ code: '42501' });
    }
    const emptied = await save(executive.api, { id: product.id, costs: { cost: null } });
    expect(emptied.error).toMatchObject({ code: '42501' });
    expect((await save(rep.api, fresh())).error).toMatchObject({ code: '42501' });

    expect((await save(manager.api, { id: product.id, product: { active: false } })).error).toBeNull();
    expect((await save(manager.api, { id: product.id, costs: { cost: null } })).error).toBeNull();
    expect(await read(manager.api, product.id)).toMatchObject({
      active: false,
      list_price: 800,
      costs: null,
    });
  });

  test('is refused whole when a part is wrong, and over a version that is no longer there', async () => {
    const product = fresh();
    const wrong = await save(manager.api, { ...product, costs: { cost: -1 } });
    expect(wrong.error).toMatchObject({ code: '23514' });
    expect(await value('select count(*)::int from public.products where id = $1', [product.id])).toBe(0);
    expect((await save(manager.api, { id: product.id, product: { name: 'X' } })).error).toMatchObject({
      hint: 'gone',
    });
    await save(manager.api, product);
    expect((await save(manager.api, { ...fresh(), product: product.product })).error).toMatchObject({
      code: '23505',
    });
    const old = await value<string>(
      `select to_json(updated_at) #>> '{}' from public.products where id = $1`,
      [product.id],
    );
    const change = { id: product.id, product: { name: 'Desk two' }, versions: { product: old } };
    expect((await save(manager.api, change)).error).toBeNull();
    expect((await save(manager.api, change)).error).toMatchObject({ code: 'PT409' });
  });

  test('is found by name, SKU and line, with accents or without', async () => {
    const product = fresh();
    product.product.name = `Écran ${product.id}`;
    await save(manager.api, product);
    const found = async (q: string) =>
      ((await rep.api.rpc('search_products', { q })).data ?? []).map(({ id }) => id);
    expect(await found(`ecran ${product.id}`)).toEqual([product.id]);
    expect(await found(product.product.sku)).toEqual([product.id]);
    expect(await found(`desks`)).toContain(product.id);
  });
});
