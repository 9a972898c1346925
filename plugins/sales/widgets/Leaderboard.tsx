import type { WidgetProps } from '../../../src/dashboards';
import { BarTable, Nothing, useDrill, useFigures, useRowName } from '../../../src/dashboards/widgets';
import { Person } from '../../../src/ui/Person';
import type { leaderboard } from './leaderboard.spec';
import { attainment } from './quota';

export default function Leaderboard({ data, t, title }: WidgetProps<typeof leaderboard>) {
  const { figure, percent, title: nameOf } = useFigures();
  const nameOfRow = useRowName();
  const drill = useDrill();
  const { rows, currency, period } = data.byOwner;
  const targets = new Map(data.quota.rows.map(({ owner, target }) => [owner, target]));
  const sold = rows.filter((row) => row['deals.won_count'] > 0 || targets.has(row.owner ?? ''));
  if (sold.length === 0) return <Nothing>{t('sales.leaderboard.nothing')}</Nothing>;
  return (
    <BarTable
      label={title}
      heads={[
        t('dashboards.dimension.owner'),
        nameOf('deals.won_value'),
        t('sales.leaderboard.attainment'),
        nameOf('deals.win_rate'),
        nameOf('activities.count'),
      ]}
      rows={sold.map((row) => {
        const reached = attainment(row['deals.won_value'], targets.get(row.owner ?? '') ?? null, undefined);
        return {
          key: row.owner ?? '',
          label: <Person name={nameOfRow(row.owner, row.owner_label)} />,
          href: drill('deals.won_value', { period, by: { owner: row.owner } }),
          value: row['deals.won_value'],
          text: figure('deals.won_value', row['deals.won_value'], currency),
          cells: [
            reached ? percent(reached.share) : '–',
            figure('deals.win_rate', row['deals.win_rate'], currency, { compact: true }),
            figure('activities.count', row['activities.count'], currency),
          ],
        };
      })}
    />
  );
}
