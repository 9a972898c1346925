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

/** The forecast of this and the next three quarters. */
export const quarterForecasts = call<Forecast>('sales.forecast', {
  now: true,
  file: {
    'dashboards.grain.quarter': 'quarter',
    'sales.forecast.weighted': 'weighted',
    'sales.forecast.closed': 'closed',
    'sales.forecast.commit': 'commit',
    'sales.forecast.bestCase': 'best_case',
    'sales.forecast.pipeline': 'pipeline',
    'sales.forecast.openDeals': 'open_deals',
  },
});

/** What this and the next three quarters will bring. */
export const forecast = widgetSpec({
  title: 'sales.forecast.title',
  hint: 'sales.forecast.hint',
  needs: ['deals.read'],
  size: { w: 12, h: 3, minW: 6 },
  queries: {
    quarters: quarterForecasts,
    learned: call<LearnedForecast>('sales.learned_forecast', { now: true }),
  },
});
