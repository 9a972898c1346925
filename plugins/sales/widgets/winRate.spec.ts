import { metrics, widgetSpec } from '../../../src/dashboards';

/** Who wins how much of what they close. */
export const winRate = widgetSpec({
  title: 'sales.winRate.title',
  hint: 'sales.winRate.hint',
  needs: ['deals.read'],
  size: { w: 6, h: 5 },
  queries: {
    byOwner: metrics(['deals.win_rate', 'deals.won_count', 'deals.closed_count', 'deals.won_value'], {
      by: ['owner'],
      order: { by: 'deals.win_rate', direction: 'desc' },
      limit: 50,
    }),
  },
});
