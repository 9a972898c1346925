import { metrics, widgetSpec } from '../../../src/dashboards';

/** Which part of the leads of a period became customers, by where they came from. */
export const leadConversion = widgetSpec({
  title: 'sales.leadConversion.title',
  hint: 'sales.leadConversion.hint',
  needs: ['customers.read'],
  size: { w: 5, h: 5 },
  queries: {
    bySource: metrics(['customers.lead_conversion', 'customers.converted_leads', 'customers.new_leads'], {
      by: ['source'],
      order: { by: 'customers.new_leads', direction: 'desc' },
      limit: 20,
    }),
  },
});
