import { call, widgetSpec } from '../../../src/dashboards';

interface Coverage {
  row: {
    whose: 'organisation' | 'team' | 'person';
    key: string | null;
    label: string | null;
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
  queries: { quotas: call<Coverage>('sales.coverage') },
});
