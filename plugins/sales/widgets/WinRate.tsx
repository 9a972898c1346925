import type { WidgetProps } from '../../../src/dashboards';
import { BarTable, Nothing, useDrill, useFigures, useRowName } from '../../../src/dashboards/widgets';
import { Person } from '../../../src/ui/Person';
import type { winRate } from './winRate.spec';

export default function WinRate({ data, t, title }: WidgetProps<typeof winRate>) {
  const drill = useDrill();
  const { figure, title: nameOf } = useFigures();
  const nameOfRow = useRowName();
  const { rows, currency, period } = data.byOwner;
  if (rows.length === 0) return <Nothing>{t('sales.winRate.nothing')}</Nothing>;
  return (
    <BarTable
      label={title}
      heads={[
        t('dashboards.dimension.owner'),
        nameOf('deals.win_rate'),
        t('sales.winRate.wonOfClosed'),
        nameOf('deals.won_value'),
      ]}
      most={1}
      rows={rows.map((row) => ({
        key: row.owner ?? '',
        label: <Person name={nameOfRow(row.owner, row.owner_label)} />,
        href: drill('deals.win_rate', { period, by: { owner: row.owner } }),
        value: row['deals.win_rate'],
        text: figure('deals.win_rate', row['deals.win_rate'], currency),
        cells: [
          t('sales.winRate.of', {
            won: figure('deals.won_count', row['deals.won_count'], currency),
            closed: figure('deals.closed_count', row['deals.closed_count'], currency),
          }),
          figure('deals.won_value', row['deals.won_value'], currency),
        ],
      }))}
    />
  );
}
