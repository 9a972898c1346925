import { metrics, widgetSpec } from '../../../src/dashboards';

/** The open pipeline and what of it is expected, by sales region. */
export const forecastRegions = widgetSpec({
  title: 'sales.forecastRegions.title',
  hint: 'sales.forecastRegions.hint',
  needs: ['deals.read'],
  size: { w: 6, h: 5, minW: 3 },
  chart: true,
  queries: {
    parts: metrics(['deals.weighted_value', 'deals.open_value'], {
      by: ['sales_region'],
      order: { by: 'deals.weighted_value', direction: 'desc' },
      limit: 12,
    }),
  },
});
