import { call, widgetSpec } from '../../../src/dashboards';

interface Slipped {
  row: {
    deal: string;
    deal_label: string;
    owner: string | null;
    owner_label: string | null;
    value: number | null;
    /** How often, and by how many days in all, its close date was moved later in the period. */
    times: number;
    days_later: number;
    expected_close_date: string | null;
    overdue_days: number | null;
  };
  totals: {
    deals: number;
    value: number;
    moved: number;
    moved_value: number;
    median_days_later: number | null;
    passed: number;
    passed_value: number;
  };
  args: { limit: number };
  more: { currency: string; today: string };
}

/** Open deals whose expected close date moved later or has passed. */
export const slipped = widgetSpec({
  title: 'sales.slipped.title',
  hint: 'sales.slipped.hint',
  needs: ['deals.read'],
  size: { w: 5, h: 5, minW: 4 },
  queries: {
    late: call<Slipped>('sales.slipped', {
      args: { limit: 8 },
      file: {
        'sales.slipped.deal': 'deal_label',
        'dashboards.dimension.owner': 'owner_label',
        'sales.slipped.value': 'value',
        'sales.slipped.later': 'days_later',
        'sales.slipped.overdue': 'overdue_days',
      },
    }),
  },
});
