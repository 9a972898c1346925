import { metrics, widgetSpec } from '../../../src/dashboards';

export const sizesTiles = [
  'orders.value',
  'orders.count',
  'orders.average_value',
  'deals.average_won_value',
  'deals.sales_cycle',
] as const;

/** Orders beside deals: how much, how large, how quick. */
export const sizes = widgetSpec({
  title: 'sales.sizes.title',
  needs: ['deals.read', 'orders.read'],
  size: { w: 12, h: 2 },
  bare: true,
  queries: { now: metrics(sizesTiles), course: metrics(sizesTiles, { by: ['time'] }) },
});
