import { metrics, widgetSpec } from '../../../src/dashboards';

/** What is open, by the stage where it stands. */
export const pipeline = widgetSpec({
  title: 'sales.pipeline.title',
  hint: 'sales.pipeline.hint',
  needs: ['deals.read'],
  size: { w: 5, h: 4 },
  chart: true,
  queries: {
    byStage: metrics(['deals.open_value', 'deals.weighted_value', 'deals.open_count'], { by: ['stage'] }),
  },
});
