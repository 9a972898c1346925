import { metrics, widgetSpec } from '../../../src/dashboards';

/** The open pipeline and what of it is expected, by product line. */
export const forecastLines = widgetSpec({
  title: 'sales.forecastLines.title',
  hint: 'sales.forecastLines.hint',
  needs: ['deals.read'],
  size: { w: 6, h: 5, minW: 3 },
  chart: true,
  queries: {
    parts: metrics(['deals.weighted_value', 'deals.open_value'], {
      by: ['product_line'],
      order: { by: 'deals.weighted_value', direction: 'desc' },
      limit: 12,
    }),
  },
});
