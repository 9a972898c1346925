import { z } from 'zod/mini';
import { metrics, widgetSpec } from '../../../src/dashboards';

/** What the pivot can be cut by: what deals and orders both have. */
export const pivotDimensions = [
  'sales_region',
  'product_line',
  'region',
  'country',
  'industry',
  'size',
  'tier',
  'team',
  'manager',
  'owner',
  'product',
] as const;
export const pivotMetrics = ['deals.won_value', 'orders.value', 'orders.count'] as const;

/** A figure by two dimensions at once. */
export const pivot = widgetSpec({
  title: 'sales.pivot.title',
  hint: 'sales.pivot.hint',
  needs: ['deals.read', 'orders.read'],
  size: { w: 12, h: 4 },
  settings: {
    version: 1,
    schema: z.object({
      metric: z._default(z.enum(pivotMetrics), 'deals.won_value'),
      rows: z._default(z.enum(pivotDimensions), 'sales_region'),
      columns: z._default(z.enum(pivotDimensions), 'product_line'),
    }),
  },
  queries: ({ metric, rows, columns }) => ({
    crossed: metrics([metric], { by: rows === columns ? [rows] : [rows, columns], limit: 2000 }),
  }),
});
