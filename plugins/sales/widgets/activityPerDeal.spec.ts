import { call, widgetSpec } from '../../../src/dashboards';

interface ActivityPerDeal {
  row: {
    kind: string;
    won_activities: number;
    lost_activities: number;
    per_won: number | null;
    per_lost: number | null;
  };
  totals: {
    won: number;
    lost: number;
    per_won: number | null;
    per_lost: number | null;
    minutes: number;
    untouched_won: number;
    untouched_lost: number;
  };
  more: { today: string };
}

/** How much work went into the deals that were won, and into those that were lost. */
export const activityPerDeal = widgetSpec({
  title: 'sales.activityPerDeal.title',
  hint: 'sales.activityPerDeal.hint',
  needs: ['deals.read', 'activities.read'],
  size: { w: 5, h: 5, minW: 4 },
  queries: {
    byKind: call<ActivityPerDeal>('sales.activity_per_deal', {
      file: {
        'sales.activityPerDeal.kind': ({ kind }, { nameOf }) => nameOf('activity_kind', kind, null),
        'sales.activityPerDeal.won': 'per_won',
        'sales.activityPerDeal.lost': 'per_lost',
      },
    }),
  },
});
