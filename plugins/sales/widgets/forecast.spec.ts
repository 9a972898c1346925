import { call, widgetSpec } from '../../../src/dashboards';
import type { LearnedForecast } from './learned.spec';

interface Forecast {
  row: {
    /** The quarter's first day. */
    quarter: string;
    from: string;
    to: string;
    closed: number;
    commit: number;
    best_case: number;
    pipeline: number;
    weighted: number;
    open_deals: number;
    won_deals: number;
  };
  totals: { weighted: number };
  more: { currency: string };
}

/** What this and the next three quarters will bring. */
export const forecast = widgetSpec({
  title: 'sales.forecast.title',
  hint: 'sales.forecast.hint',
  needs: ['deals.read'],
  size: { w: 12, h: 3, minW: 6 },
  queries: {
    quarters: call<Forecast>('sales.forecast'),
    learned: call<LearnedForecast>('sales.learned_forecast'),
  },
});
