import type { WidgetProps } from '../../../src/dashboards';
import { BarTable, useFigures } from '../../../src/dashboards/widgets';
import { daysDue, useRowsOf } from '../rows';
import type { forecast } from './forecast.spec';

export default function Forecast({ data, t, title }: WidgetProps<typeof forecast>) {
  const rowsOf = useRowsOf();
  const { figure, number, bucket } = useFigures();
  const { rows, currency } = data.quarters;
  const { totals, quarters } = data.learned;
  const learns = totals.deals > totals.unlearned;
  const money = (value: number) => figure('deals.open_value', value, currency, { compact: true });
  return (
    <BarTable
      label={title}
      heads={[
        t('dashboards.grain.quarter'),
        t('sales.forecast.weighted'),
        ...(learns ? [t('sales.learned.learned')] : []),
        t('sales.forecast.closed'),
        t('sales.forecast.commit'),
        t('sales.forecast.bestCase'),
        t('sales.forecast.pipeline'),
        t('sales.forecast.openDeals'),
      ]}
      rows={rows.map((row, index) => ({
        key: row.quarter,
        label: bucket(row.quarter, 'quarter'),
        href: rowsOf('deals', { outcome: 'open', expected_close_date: daysDue(index, row) }),
        value: row.weighted,
        text: money(row.weighted),
        cells: [
          ...(learns ? [money(row.closed + (quarters[index]?.learned ?? 0))] : []),
          money(row.closed),
          money(row.commit),
          money(row.best_case),
          money(row.pipeline),
          number(row.open_deals),
        ],
      }))}
    />
  );
}
