import type { WidgetProps } from '../../../src/dashboards';
import { Chart, Nothing, useDrill, useFigures, useRowName } from '../../../src/dashboards/widgets';
import type { lostReasons } from './lostReasons.spec';

export default function LostReasons({ data, t, title, asTable }: WidgetProps<typeof lostReasons>) {
  const drill = useDrill();
  const { figure, title: nameOf } = useFigures();
  const nameOfRow = useRowName();
  const { rows, currency, period } = data.byReason;
  const points = rows.flatMap((row) => {
    const count = row['deals.lost_count'];
    if (count === 0) return [];
    const value = figure('deals.lost_value', row['deals.lost_value'], currency, { compact: true });
    return {
      key: row.lost_reason ?? '',
      label: nameOfRow(row.lost_reason, row.lost_reason_label),
      value: count,
      text: figure('deals.lost_count', count, currency),
      partText: value,
      note: t('sales.lostReasons.note', { value, count }),
      href: drill('deals.lost_count', { period, by: { lost_reason: row.lost_reason } }),
    };
  });
  if (points.length === 0) return <Nothing>{t('sales.lostReasons.nothing')}</Nothing>;
  return (
    <Chart
      kind="bars"
      asTable={asTable}
      label={title}
      points={points}
      name={nameOf('deals.lost_count')}
      partName={nameOf('deals.lost_value')}
      pointsName={t('sales.lostReasons.reason')}
    />
  );
}
