import { call, metrics, widgetSpec } from '../../../src/dashboards';
import type { Quota } from './quota';

export const figuresTimed = ['deals.won_value', 'deals.won_count', 'deals.win_rate'] as const;

/** Where sales stand, in five figures. */
export const figures = widgetSpec({
  title: 'sales.figures.title',
  needs: ['deals.read'],
  size: { w: 12, h: 2 },
  bare: true,
  queries: {
    now: metrics([...figuresTimed, 'deals.open_value', 'deals.weighted_value', 'deals.open_count'], {
      pace: true,
    }),
    quota: call<Quota>('sales.quota', { args: { metric: 'deals.won_value' } }),
    course: metrics(figuresTimed, { by: ['time'] }),
    stages: metrics(['deals.open_value', 'deals.weighted_value', 'deals.open_count'], { by: ['stage'] }),
  },
});
