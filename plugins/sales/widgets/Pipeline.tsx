import type { WidgetProps } from '../../../src/dashboards';
import { Chart, Nothing, useDrill, useFigures, useRowName } from '../../../src/dashboards/widgets';
import type { pipeline } from './pipeline.spec';

export default function Pipeline({ data, t, title, asTable }: WidgetProps<typeof pipeline>) {
  const drill = useDrill();
  const { figure, title: nameOf } = useFigures();
  const nameOfRow = useRowName();
  const { rows, currency, period } = data.byStage;
  const points = rows.map((row) => {
    const value = row['deals.open_value'];
    const weighted = row['deals.weighted_value'];
    const count = row['deals.open_count'];
    return {
      key: row.stage ?? '',
      label: nameOfRow(row.stage, row.stage_label),
      value,
      text: figure('deals.open_value', value, currency),
      part: weighted,
      partText: figure('deals.weighted_value', weighted, currency),
      note: t('sales.pipeline.note', {
        value: figure('deals.open_value', value, currency, { compact: true }),
        count,
      }),
      href: drill('deals.open_value', { period, by: { stage: row.stage } }),
    };
  });
  if (points.length === 0) return <Nothing>{t('sales.pipeline.nothing')}</Nothing>;
  return (
    <Chart
      kind="bars"
      asTable={asTable}
      label={title}
      points={points}
      name={nameOf('deals.open_value')}
      partName={nameOf('deals.weighted_value')}
      pointsName={t('dashboards.dimension.stage')}
    />
  );
}
