import { call, widgetSpec } from '../../../src/dashboards';

interface SourceQuality {
  row: {
    source: string | null;
    leads: number;
    customers: number;
    conversion: number;
    deals: number;
    value: number;
    value_per_lead: number;
    cycle_days: number | null;
  };
  totals: {
    leads: number;
    customers: number;
    conversion: number | null;
    value: number;
    cycle_days: number | null;
  };
  more: { currency: string; today: string };
}

/** What became of the leads that came in the period, by where they came from. */
export const sourceQuality = widgetSpec({
  title: 'sales.sourceQuality.title',
  hint: 'sales.sourceQuality.hint',
  needs: ['customers.read', 'deals.read'],
  size: { w: 7, h: 5, minW: 4 },
  queries: {
    bySource: call<SourceQuality>('sales.source_quality', {
      file: {
        'dashboards.dimension.source': ({ source }, { nameOf }) => nameOf('source', source, null),
        'metrics.customers.new_leads.title': 'leads',
        'sales.sourceQuality.won': 'customers',
        'sales.sourceQuality.conversion': 'conversion',
        'sales.sourceQuality.value': 'value',
        'sales.sourceQuality.perLead': 'value_per_lead',
        'sales.sourceQuality.cycle': 'cycle_days',
      },
    }),
  },
});
