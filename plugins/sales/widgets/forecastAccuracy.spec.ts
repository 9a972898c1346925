import { call, widgetSpec } from '../../../src/dashboards';
import type { Whose } from '../subjects';
import { quarterForecasts } from './forecast.spec';

interface Accuracy {
  row: {
    /** The quarter's first day. */
    quarter: string;
    taken_on: string;
    weighted: number;
    commit: number;
    actual: number;
    /** (forecast − actual) ÷ actual. */
    error: number | null;
  };
  totals: {
    quarters: number;
    mean_error: number | null;
    low_ratio: number | null;
    high_ratio: number | null;
  };
  more: Whose & { currency: string };
}

/** How right former forecasts were, and what range that gives to this one. */
export const forecastAccuracy = widgetSpec({
  title: 'sales.forecastAccuracy.title',
  hint: 'sales.forecastAccuracy.hint',
  needs: ['deals.read', 'forecasts.read'],
  size: { w: 5, h: 5, minW: 4 },
  queries: {
    past: call<Accuracy>('sales.forecast_accuracy', {
      now: true,
      file: {
        'dashboards.grain.quarter': 'quarter',
        'sales.forecastAccuracy.actual': 'actual',
        'sales.forecastAccuracy.forecast': 'weighted',
        'sales.forecast.commit': 'commit',
        'sales.forecastAccuracy.error': 'error',
      },
    }),
    now: quarterForecasts,
  },
});
