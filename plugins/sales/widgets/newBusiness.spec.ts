import { metrics, widgetSpec } from '../../../src/dashboards';

export const newBusinessTiles = [
  'customers.new_leads',
  'customers.lead_conversion',
  'deals.opened_count',
  'deals.opened_value',
  'deals.lost_value',
] as const;

/** What comes in: leads and opportunities. */
export const newBusiness = widgetSpec({
  title: 'sales.newBusiness.title',
  needs: ['customers.read', 'deals.read'],
  size: { w: 12, h: 2, minW: 6 },
  bare: true,
  queries: { now: metrics(newBusinessTiles), course: metrics(newBusinessTiles, { by: ['time'] }) },
});
