import { call, widgetSpec } from '../../../src/dashboards';

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
  more: { currency: string; whose: 'organisation' | 'team' | 'person'; label: string | null };
}
interface Quarters {
  row: { weighted: number };
  totals: { weighted: number };
  more: { currency: string };
}

/** How right former forecasts were, and what range that gives to this one. */
export const forecastAccuracy = widgetSpec({
  title: 'sales.forecastAccuracy.title',
  hint: 'sales.forecastAccuracy.hint',
  needs: ['deals.read', 'forecasts.read'],
  size: { w: 5, h: 5, minW: 4 },
  queries: {
    past: call<Accuracy>('sales.forecast_accuracy'),
    now: call<Quarters>('sales.forecast'),
  },
});
