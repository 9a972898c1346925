import { call, widgetSpec } from '../../../src/dashboards';

interface StageAges {
  row: {
    stage: string;
    stage_label: string;
    pipeline: string;
    pipeline_label: string;
    deals: number;
    value: number;
    /** Days in the stage: of half the deals less. */
    median_age: number;
    oldest: number;
    /** The usual stay; null where there is none yet, or the reader may not know it. */
    norm_days: number | null;
    max_age_days: number | null;
    /** Older than this is stuck; null where nothing says how long is long. */
    most_days: number | null;
    stuck: number;
    stuck_value: number;
    /** Stuck deals came to the stage on this day or before. */
    stuck_since: string | null;
  };
  totals: { deals: number; value: number; stuck: number; stuck_value: number };
  more: { currency: string };
}

/** How long open deals have been where they are, against what is usual there, and which are stuck. */
export const stageAges = widgetSpec({
  title: 'sales.stageAges.title',
  hint: 'sales.stageAges.hint',
  needs: ['deals.read'],
  size: { w: 7, h: 5, minW: 4 },
  queries: {
    ages: call<StageAges>('sales.stage_ages', {
      now: true,
      file: {
        'dashboards.dimension.pipeline': 'pipeline_label',
        'dashboards.dimension.stage': 'stage_label',
        'metrics.deals.open_count.title': 'deals',
        'sales.stageAges.stuck': 'stuck',
        'sales.stageAges.stuckValue': 'stuck_value',
        'sales.stageAges.age': 'median_age',
        'sales.stageAges.usual': 'norm_days',
        'sales.stageAges.most': 'most_days',
      },
    }),
  },
});
