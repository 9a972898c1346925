import { metrics, widgetSpec } from '../../../src/dashboards';

/** Why deals were lost. */
export const lostReasons = widgetSpec({
  title: 'sales.lostReasons.title',
  hint: 'sales.lostReasons.hint',
  needs: ['deals.read'],
  size: { w: 6, h: 5, minW: 3 },
  chart: true,
  queries: {
    byReason: metrics(['deals.lost_count', 'deals.lost_value'], {
      by: ['lost_reason'],
      order: { by: 'deals.lost_count', direction: 'desc' },
      limit: 12,
    }),
  },
});
