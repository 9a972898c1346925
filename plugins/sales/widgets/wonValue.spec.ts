import { metrics, widgetSpec } from '../../../src/dashboards';

/** What was won, over the period and the same dates a year before. */
export const wonValue = widgetSpec({
  title: 'sales.wonValue.title',
  hint: 'sales.wonValue.hint',
  needs: ['deals.read'],
  size: { w: 7, h: 4 },
  chart: true,
  queries: {
    byTime: metrics(['deals.won_value', 'deals.won_count', 'deals.win_rate'], {
      by: ['time'],
      compare: 'last_year',
      pace: true,
    }),
  },
});
