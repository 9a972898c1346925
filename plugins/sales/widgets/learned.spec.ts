import { call, widgetSpec } from '../../../src/dashboards';

/** What a probability was learned from. */
type Trait = 'stage' | 'source' | 'industry' | 'size' | 'product_line' | 'tag';

/** The open deals whose learned probability differs most in value from the one in use. */
export interface LearnedForecast {
  row: {
    deal: string;
    deal_label: string;
    number: number;
    owner: string | null;
    owner_label: string | null;
    value: number;
    /** In use: set by hand, else the stage's. */
    probability: number;
    learned: number;
    /** The traits that weigh most; weight above 0 speaks for winning. */
    reasons: { variable: Trait; value: string; label: string | null; weight: number }[];
  };
  totals: { deals: number; unlearned: number; weighted: number; learned: number };
  more: {
    currency: string;
    /** Σ amount × learned probability of what is open, in this and the next three quarters. */
    quarters: { quarter: string; learned: number }[];
    learned_at: string | null;
  };
}

/** Where what closed deals teach contradicts the stages. */
export const learned = widgetSpec({
  title: 'sales.learned.title',
  hint: 'sales.learned.hint',
  needs: ['deals.read'],
  size: { w: 12, h: 6, minW: 6 },
  queries: {
    deals: call<LearnedForecast>('sales.learned_forecast', {
      now: true,
      file: {
        'sales.learned.deal': 'deal_label',
        'dashboards.dimension.owner': 'owner_label',
        'sales.learned.probability': 'learned',
        'sales.learned.inUse': 'probability',
        'sales.learned.value': 'value',
      },
    }),
  },
});
