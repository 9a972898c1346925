import { metrics, widgetSpec } from '../../../src/dashboards';

/** Orders beside deals: how much, how large, how quick. */
export const sizes = widgetSpec({
  title: 'sales.sizes.title',
  needs: ['deals.read', 'orders.read'],
  size: { w: 12, h: 2 },
  bare: true,
  queries: {
    now: metrics([
      'orders.value',
      'orders.count',
      'orders.average_value',
      'deals.average_won_value',
      'deals.sales_cycle',
    ]),
    course: metrics(
      [
        'orders.value',
        'orders.count',
        'orders.average_value',
        'deals.average_won_value',
        'deals.sales_cycle',
      ],
      { by: ['time'] },
    ),
  },
});
