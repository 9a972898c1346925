import type { WidgetProps } from '../../../src/dashboards';
import { useDrill, useRowName } from '../../../src/dashboards/widgets';
import { WeightedBars } from '../WeightedBars';
import type { forecastLines } from './forecastLines.spec';

export default function ForecastLines({ data, t, title, asTable }: WidgetProps<typeof forecastLines>) {
  const drill = useDrill();
  const nameOfRow = useRowName();
  const { rows, currency, period } = data.parts;
  return (
    <WeightedBars
      label={title}
      asTable={asTable}
      currency={currency}
      of={t('deals.fields.product_line')}
      nothing={t('sales.pipeline.nothing')}
      parts={rows.map((row) => ({
        key: row.product_line ?? '',
        label: nameOfRow(row.product_line, row.product_line_label),
        open: row['deals.open_value'],
        weighted: row['deals.weighted_value'],
        href: drill('deals.open_value', { period, by: { product_line: row.product_line } }),
      }))}
    />
  );
}
