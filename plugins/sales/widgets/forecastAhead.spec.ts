import { call, widgetSpec } from '../../../src/dashboards';
import { quartersAhead } from './forecastRollup.spec';

type AheadDimension = 'product_line' | 'sales_region' | 'owner';

interface Ahead {
  row: {
    key: string | null;
    key_label: string | null;
    total: number;
    /** Of this and the next three quarters. */
    weighted: number[];
  };
  totals: { total: number; weighted: number[] };
  args: { by: AheadDimension };
  more: { currency: string; by: AheadDimension; quarters: { from: string; to: string }[] };
}

/** What each value of a dimension is expected to bring in this and the next three quarters. */
const ahead = (title: string, by: AheadDimension) =>
  widgetSpec({
    title,
    hint: 'sales.forecastAhead.hint',
    needs: ['deals.read'],
    size: { w: 6, h: 4, minW: 4 },
    queries: {
      ahead: call<Ahead>('sales.forecast_ahead', {
        args: { by },
        now: true,
        file: {
          [`dashboards.dimension.${by}`]: ({ key, key_label }, { nameOf }) => nameOf(by, key, key_label),
          ...Object.fromEntries(
            quartersAhead.map((ahead) => [
              `sales.quartersAhead.${ahead}`,
              ({ weighted }: Ahead['row']) => weighted[ahead],
            ]),
          ),
          'sales.pivot.total': 'total',
        },
      }),
    },
  });

export const linesAhead = ahead('sales.forecastAhead.lines', 'product_line');
export const regionsAhead = ahead('sales.forecastAhead.regions', 'sales_region');
export const peopleAhead = ahead('sales.forecastAhead.people', 'owner');
