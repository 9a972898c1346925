import { call, widgetSpec } from '../../../src/dashboards';

interface Rollup {
  row: {
    whose: 'organisation' | 'team' | 'person';
    key: string | null;
    label: string | null;
    /** A team's and those of the teams below it. */
    teams: string[] | null;
    closed: number;
    commit: number;
    best_case: number;
    pipeline: number;
    weighted: number;
  };
  more: { currency: string; quarter: { from: string; to: string } };
}

/** The running quarter's forecast by person, team and organisation. */
export const forecastRollup = widgetSpec({
  title: 'sales.forecastRollup.title',
  hint: 'sales.forecastRollup.hint',
  needs: ['deals.read'],
  size: { w: 7, h: 6, minW: 5 },
  queries: { whose: call<Rollup>('sales.forecast_rollup') },
});
