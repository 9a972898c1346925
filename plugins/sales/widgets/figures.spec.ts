import { call, metrics, widgetSpec } from '../../../src/dashboards';
import type { Quota } from './quota';

/** Where sales stand, in five figures. */
export const figures = widgetSpec({
  title: 'sales.figures.title',
  needs: ['deals.read'],
  size: { w: 12, h: 2 },
  bare: true,
  queries: {
    now: metrics(
      [
        'deals.won_value',
        'deals.won_count',
        'deals.win_rate',
        'deals.open_value',
        'deals.weighted_value',
        'deals.open_count',
      ],
      { pace: true },
    ),
    quota: call<Quota>('sales.quota', { args: { metric: 'deals.won_value' } }),
    course: metrics(['deals.won_value', 'deals.won_count', 'deals.win_rate'], {
      by: ['time'],
    }),
    stages: metrics(['deals.open_value', 'deals.weighted_value', 'deals.open_count'], { by: ['stage'] }),
  },
});
