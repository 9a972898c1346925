import type { WidgetProps } from '../../../src/dashboards';
import { BarTable, Nothing, useFigures, useRowName } from '../../../src/dashboards/widgets';
import { Person } from '../../../src/ui/Person';
import type { activityMix } from './activityMix.spec';

const kinds = ['activities.calls', 'activities.emails', 'activities.meetings', 'activities.demos'] as const;

export default function ActivityMix({ data, t, title }: WidgetProps<typeof activityMix>) {
  const { figure, title: nameOf } = useFigures();
  const nameOfRow = useRowName();
  const { rows, currency } = data.byOwner;
  if (rows.length === 0) return <Nothing>{t('sales.activityMix.nothing')}</Nothing>;
  return (
    <BarTable
      label={title}
      heads={[t('dashboards.dimension.owner'), nameOf('activities.count'), ...kinds.map(nameOf)]}
      rows={rows.map((row) => ({
        key: row.owner ?? '',
        label: <Person name={nameOfRow(row.owner, row.owner_label)} />,
        value: row['activities.count'],
        text: figure('activities.count', row['activities.count'], currency),
        cells: kinds.map((kind) => figure(kind, row[kind], currency)),
      }))}
    />
  );
}
