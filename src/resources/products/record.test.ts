import { expect, it } from 'vitest';
import { toPayload, valuesOf, versionOf } from './record';

const product = {
  id: 'p',
  sku: 'D-1',
  name: 'Desk',
  product_line: null,
  list_price: 100,
  currency: 'USD',
  active: true,
  updated_at: 'v1',
  costs: { cost: 60, updated_at: 'v2' },
};

it('a product has its cost among its values, where one may know it', () => {
  expect(valuesOf(product)).toMatchObject({ name: 'Desk', cost: 60 });
  expect(valuesOf({ ...product, costs: null })).toMatchObject({ cost: null });
  expect(versionOf(product).versions).toEqual({ product: 'v1', costs: 'v2' });
});

it('sends what changed, the cost by itself', () => {
  const values = { ...product, cost: null, name: 'Table' };
  expect(toPayload(values, ['name'], { product: 'v1' })).toEqual({
    product: { name: 'Table' },
    versions: { product: 'v1' },
  });
  expect(toPayload(values, ['cost'], {})).toEqual({ costs: { cost: null }, versions: {} });
});
