import { metrics, widgetSpec } from '../../../src/dashboards';

/** How many customers and open deals each has, by the customers' tier. */
export const load = widgetSpec({
  title: 'sales.load.title',
  hint: 'sales.load.hint',
  needs: ['deals.read', 'customers.read'],
  size: { w: 7, h: 5 },
  queries: {
    byOwner: metrics(['customers.current_count', 'deals.open_count'], { by: ['owner', 'tier'], limit: 1000 }),
  },
});
