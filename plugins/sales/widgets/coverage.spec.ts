import { call, widgetSpec } from '../../../src/dashboards';
import { nameOfWhose, type Whose } from '../subjects';

interface Coverage {
  row: Whose & {
    key: string | null;
    /** A team's and those of the teams below it. */
    teams: string[] | null;
    target: number;
    won: number;
    needed: number;
    pipeline: number;
    deals: number;
    /** Pipeline ÷ needed; null where the quota is reached. */
    coverage: number | null;
    from: string;
    to: string;
  };
  more: { currency: string };
}

/** Whether the open pipeline is enough for what the running quotas still need. */
export const coverage = widgetSpec({
  title: 'sales.coverage.title',
  hint: 'sales.coverage.hint',
  needs: ['deals.read', 'goals.read'],
  size: { w: 6, h: 5, minW: 4 },
  queries: {
    quotas: call<Coverage>('sales.coverage', {
      now: true,
      file: {
        'sales.coverage.whose': (row, { t }) => nameOfWhose(row, t),
        'sales.coverage.covered': 'coverage',
        'sales.coverage.needed': 'needed',
        'sales.coverage.pipeline': 'pipeline',
      },
    }),
  },
});
