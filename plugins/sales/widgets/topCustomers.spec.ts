import { metrics, widgetSpec } from '../../../src/dashboards';

/** The customers to whom most was sold. */
export const topCustomers = widgetSpec({
  title: 'sales.topCustomers.title',
  hint: 'sales.topCustomers.hint',
  needs: ['deals.read'],
  size: { w: 6, h: 5 },
  queries: {
    byCustomer: metrics(['deals.won_value', 'deals.won_count'], {
      by: ['customer'],
      order: { by: 'deals.won_value', direction: 'desc' },
      limit: 10,
    }),
  },
});
