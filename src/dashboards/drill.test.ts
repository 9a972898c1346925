import { expect, it } from 'vitest';
import { drillTo } from './drill';

const period = { from: '2024-05-01', to: '2024-05-31' };
const read = (address = '') => {
  const { pathname, searchParams } = new URL(address, 'http://atrium.invalid');
  return [pathname, [...searchParams].map(([key, value]) => `${key}=${value}`)] as const;
};

it('opens the list that a metric’s rows stand in, by each of its conditions', () => {
  expect(read(drillTo('orders.value', { period, by: { owner: 'x' } }))).toEqual([
    '/orders',
    [
      'mine=0',
      'status=confirmed',
      'status=shipped',
      'status=delivered',
      'status=returned',
      'ordered_at=2024-05-01..2024-05-31',
      'owner=x',
    ],
  ]);
  expect(read(drillTo('products.sold_quantity', { period, by: { product: 'p' } }))[0]).toBe('/deals');
});

it('names a filter as the list does', () => {
  expect(read(drillTo('customers.current_count', { period, by: { size: '1-10', tier: null } }))).toEqual([
    '/customers',
    ['mine=0', 'stage=customer', 'stage=at_risk', 'size_band=1-10', 'tier=none'],
  ]);
});

it('opens nothing where the list cannot be narrowed as the figure is', () => {
  expect(drillTo('customers.new_leads', { period, by: { owner: 'x' } })).toBeDefined();
  expect(drillTo('customers.new_leads', { period, filters: { team: ['x'] } })).toBeUndefined();
  expect(
    drillTo('deals.won_value', { period, by: { manager: 'x' }, filters: { team: ['x'] } }),
  ).toBeDefined();
  expect(drillTo('deals.won_value', { period, by: { country: 'DE' } })).toBeUndefined();
  expect(drillTo('orders.value', { period, filters: { pipeline: ['x'] } })).toBeUndefined();
});
