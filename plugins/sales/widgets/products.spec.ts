import { metrics, widgetSpec } from '../../../src/dashboards';

/** What was sold: value and units by product. */
export const products = widgetSpec({
  title: 'sales.products.title',
  hint: 'sales.products.hint',
  needs: ['deals.read', 'orders.read'],
  size: { w: 6, h: 5 },
  queries: {
    byProduct: metrics(
      ['deals.won_value', 'products.sold_quantity', 'orders.value', 'products.ordered_quantity'],
      { by: ['product'], order: { by: 'deals.won_value', direction: 'desc' }, limit: 12 },
    ),
  },
});
