import type { WidgetProps } from '../../../src/dashboards';
import { Chart, Nothing, useFigures } from '../../../src/dashboards/widgets';
import { daysDue, useRowsOf } from '../rows';
import type { outlook } from './outlook.spec';

export default function Outlook({ data, t, title, asTable }: WidgetProps<typeof outlook>) {
  const rowsOf = useRowsOf();
  const { figure, bucket } = useFigures();
  const { rows, currency } = data.quarters;
  if (rows.every(({ weighted }) => weighted === 0))
    return <Nothing>{t('sales.forecastAhead.nothing')}</Nothing>;
  const money = (value: number, compact = false) => figure('deals.open_value', value, currency, { compact });
  return (
    <Chart
      kind="bars"
      asTable={asTable}
      label={title}
      points={rows.map((row, ahead) => ({
        key: row.quarter,
        label: bucket(row.quarter, 'quarter'),
        value: row.weighted,
        text: money(row.weighted),
        part: row.closed,
        partText: money(row.closed),
        note: t('sales.outlook.note', { value: money(row.weighted, true), commit: money(row.commit, true) }),
        href: rowsOf('deals', { outcome: 'open', expected_close_date: daysDue(ahead, row) }),
      }))}
      name={t('sales.forecast.weighted')}
      partName={t('sales.forecast.closed')}
      pointsName={t('dashboards.grain.quarter')}
    />
  );
}
