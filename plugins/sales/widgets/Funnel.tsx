import type { WidgetProps } from '../../../src/dashboards';
import { BarTable, Nothing, useFigures } from '../../../src/dashboards/widgets';
import { useDays } from '../days';
import type { funnel } from './funnel.spec';

export default function Funnel({ data, t, title }: WidgetProps<typeof funnel>) {
  const { number, percent } = useFigures();
  const days = useDays();
  const { rows, totals } = data.stages;
  if (totals.deals === 0) return <Nothing>{t('sales.funnel.nothing')}</Nothing>;
  return (
    <BarTable
      label={title}
      most={totals.deals}
      heads={[
        t('dashboards.dimension.stage'),
        t('sales.funnel.reached'),
        t('sales.funnel.conversion'),
        t('sales.funnel.lost'),
        t('sales.funnel.days'),
      ]}
      rows={rows.map((row) => ({
        key: row.stage,
        label: <bdi>{row.stage_label}</bdi>,
        value: row.deals,
        text: t('sales.funnel.share', { deals: number(row.deals), share: percent(row.of_all ?? 0) }),
        cells: [
          row.conversion === null ? '–' : percent(row.conversion),
          row.outcome === 'open' ? number(row.lost) : '–',
          days(row.median_days),
        ],
      }))}
    />
  );
}
