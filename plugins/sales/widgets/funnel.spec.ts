import { call, widgetSpec } from '../../../src/dashboards';

interface Funnel {
  row: {
    stage: string;
    stage_label: string;
    outcome: 'open' | 'won';
    /** How many reached it, or a later one that is not lost. */
    deals: number;
    /** Those whose furthest stage it was. */
    lost: number;
    /** The share of them that reached the next stage. */
    conversion: number | null;
    /** The share of all that reached it. */
    of_all: number | null;
    median_days: number | null;
  };
  totals: { deals: number; won: number; lost: number };
  more: { pipeline_label: string };
}

/** How far the deals of a period came, and how long they stayed in each stage. */
export const funnel = widgetSpec({
  title: 'sales.funnel.title',
  hint: 'sales.funnel.hint',
  needs: ['deals.read'],
  size: { w: 7, h: 4, minW: 4 },
  queries: {
    stages: call<Funnel>('sales.funnel', {
      file: {
        'dashboards.dimension.stage': 'stage_label',
        'sales.funnel.reached': 'deals',
        'sales.funnel.conversion': 'conversion',
        'sales.funnel.lost': 'lost',
        'sales.funnel.days': 'median_days',
      },
    }),
  },
});
