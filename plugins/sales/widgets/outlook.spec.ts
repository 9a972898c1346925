import { widgetSpec } from '../../../src/dashboards';
import { quarterForecasts } from './forecast.spec';

/** The forecast in short: what the next quarters will bring, and how much of it is won. */
export const outlook = widgetSpec({
  title: 'sales.outlook.title',
  hint: 'sales.outlook.hint',
  needs: ['deals.read'],
  size: { w: 6, h: 5, minW: 3 },
  chart: true,
  queries: { quarters: quarterForecasts },
});
