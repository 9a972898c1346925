import type { WidgetProps } from '../../../src/dashboards';
import { KpiTile } from '../../../src/dashboards/widgets';
import type { sizes } from './sizes.spec';

const tiles = [
  'orders.value',
  'orders.count',
  'orders.average_value',
  'deals.average_won_value',
  'deals.sales_cycle',
] as const;

export default function Sizes({ data, state }: WidgetProps<typeof sizes>) {
  const { now, course } = data;
  // Buckets that are still to come have nothing to show.
  const past = course.rows.filter((row) => row.time !== null && row.time <= course.today);
  return (
    <div className="at-kpis">
      {tiles.map((metric) => (
        <KpiTile
          key={metric}
          metric={metric}
          answer={now}
          state={state}
          course={past.map((row) => row[metric])}
        />
      ))}
    </div>
  );
}
