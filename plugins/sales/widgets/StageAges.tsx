import type { WidgetProps } from '../../../src/dashboards';
import { BarTable, Nothing, useFigures } from '../../../src/dashboards/widgets';
import { useDays } from '../days';
import { useRowsOf } from '../rows';
import type { stageAges } from './stageAges.spec';

export default function StageAges({ data, t, title }: WidgetProps<typeof stageAges>) {
  const rowsOf = useRowsOf();
  const { figure, number } = useFigures();
  const days = useDays();
  const { rows, currency } = data.ages;
  if (rows.length === 0) return <Nothing>{t('sales.stageAges.nothing')}</Nothing>;
  const several = new Set(rows.map(({ pipeline }) => pipeline)).size > 1;
  return (
    <BarTable
      label={title}
      heads={[
        t('dashboards.dimension.stage'),
        t('sales.stageAges.stuck'),
        t('sales.stageAges.stuckValue'),
        t('sales.stageAges.age'),
        t('sales.stageAges.usual'),
        t('sales.stageAges.most'),
      ]}
      most={1}
      rows={rows.map((row) => ({
        key: row.stage,
        label: <bdi>{several ? `${row.pipeline_label} · ${row.stage_label}` : row.stage_label}</bdi>,
        href: rowsOf('deals', {
          outcome: 'open',
          stage: row.stage,
          stage_entered_at: row.stuck > 0 && row.stuck_since ? `..${row.stuck_since}` : undefined,
        }),
        value: row.stuck / row.deals,
        text: t('sales.of', { part: number(row.stuck), whole: number(row.deals) }),
        cells: [
          figure('deals.open_value', row.stuck_value, currency, { compact: true }),
          days(row.median_age),
          days(row.norm_days),
          days(row.most_days),
        ],
      }))}
    />
  );
}
