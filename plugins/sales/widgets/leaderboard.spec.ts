import { call, metrics, widgetSpec } from '../../../src/dashboards';
import type { Quota } from './quota';

/** Who won how much, against their quotas, and how busy they were. */
export const leaderboard = widgetSpec({
  title: 'sales.leaderboard.title',
  hint: 'sales.leaderboard.hint',
  needs: ['deals.read', 'activities.read'],
  size: { w: 7, h: 5 },
  queries: {
    byOwner: metrics(['deals.won_value', 'deals.win_rate', 'deals.won_count', 'activities.count'], {
      by: ['owner'],
      order: { by: 'deals.won_value', direction: 'desc' },
      limit: 50,
    }),
    quota: call<Quota>('sales.quota', { args: { metric: 'deals.won_value' } }),
  },
});
