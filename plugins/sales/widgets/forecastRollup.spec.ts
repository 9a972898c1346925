import { z } from 'zod/mini';
import { call, widgetSpec } from '../../../src/dashboards';
import { nameOfWhose } from '../subjects';
import type { Adjustment, Subject } from './adjusted';

interface Rollup {
  row: Subject & {
    label: string | null;
    /** A team's and those of the teams below it. */
    teams: string[] | null;
    closed: number;
    commit: number;
    best_case: number;
    pipeline: number;
  };
  args: { quarter: number };
  more: { currency: string; quarter: { from: string; to: string } };
}

/** What a manager expects instead, with who said it. */
export interface AdjustmentRow extends Adjustment {
  id: string;
  label: string | null;
  parent: string | null;
  note: string | null;
  by_label: string | null;
  at: string;
}
interface Adjustments {
  row: AdjustmentRow;
  args: { quarter: number };
  /** People, teams and the organisation of whom the reader may say it. */
  more: { adjustable: string[] };
}

/** How many quarters ahead; this one is 0. */
export const quartersAhead = [0, 1, 2, 3] as const;

/** A quarter's forecast by person, team and organisation, and what managers expect instead. */
export const forecastRollup = widgetSpec({
  title: 'sales.forecastRollup.title',
  hint: 'sales.forecastRollup.hint',
  needs: ['deals.read'],
  size: { w: 12, h: 6, minW: 6 },
  settings: {
    version: 1,
    schema: z.object({ quarter: z._default(z.literal(quartersAhead), 0) }),
  },
  queries: ({ quarter }) => ({
    whose: call<Rollup>('sales.forecast_rollup', {
      args: { quarter },
      now: true,
      file: {
        'sales.forecastRollup.whose': (row, { t }) => nameOfWhose(row, t),
        'sales.forecast.weighted': 'weighted',
        'sales.forecast.closed': 'closed',
        'sales.forecast.commit': 'commit',
        'sales.forecast.bestCase': 'best_case',
        'sales.forecast.pipeline': 'pipeline',
      },
    }),
    adjustments: call<Adjustments>('sales.forecast_adjustments', { args: { quarter }, now: true }),
  }),
});
