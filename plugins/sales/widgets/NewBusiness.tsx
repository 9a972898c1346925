import type { WidgetProps } from '../../../src/dashboards';
import { KpiTile } from '../../../src/dashboards/widgets';
import type { newBusiness } from './newBusiness.spec';

const tiles = [
  'customers.new_leads',
  'customers.lead_conversion',
  'deals.opened_count',
  'deals.opened_value',
  'deals.lost_value',
] as const;

export default function NewBusiness({ data, state }: WidgetProps<typeof newBusiness>) {
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
