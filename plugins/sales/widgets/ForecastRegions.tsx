import type { WidgetProps } from '../../../src/dashboards';
import { useDrill, useRowName } from '../../../src/dashboards/widgets';
import { WeightedBars } from '../WeightedBars';
import type { forecastRegions } from './forecastRegions.spec';

export default function ForecastRegions({ data, t, title, asTable }: WidgetProps<typeof forecastRegions>) {
  const drill = useDrill();
  const nameOfRow = useRowName();
  const { rows, currency, period } = data.parts;
  return (
    <WeightedBars
      label={title}
      asTable={asTable}
      currency={currency}
      of={t('deals.fields.sales_region')}
      nothing={t('sales.pipeline.nothing')}
      parts={rows.map((row) => ({
        key: row.sales_region ?? '',
        label: nameOfRow(row.sales_region, row.sales_region_label),
        open: row['deals.open_value'],
        weighted: row['deals.weighted_value'],
        href: drill('deals.open_value', { period, by: { sales_region: row.sales_region } }),
      }))}
    />
  );
}
