import type { WidgetProps } from '../../../src/dashboards';
import { BarTable, type Fact, Facts, Nothing, useFigures } from '../../../src/dashboards/widgets';
import { daysOfQuarter, useRowsOf } from '../rows';
import { nameOfWhose } from '../subjects';
import type { forecastAccuracy } from './forecastAccuracy.spec';

export default function ForecastAccuracy({ data, t, title }: WidgetProps<typeof forecastAccuracy>) {
  const rowsOf = useRowsOf();
  const { figure, bucket } = useFigures();
  const { rows, totals, currency } = data.past;
  if (rows.length === 0) return <Nothing>{t('sales.forecastAccuracy.nothing')}</Nothing>;
  const money = (value: number) => figure('deals.open_value', value, currency, { compact: true });
  const percent = (value: number | null) => figure('deals.win_rate', value, currency, { compact: true });
  const { low_ratio: low, high_ratio: high } = totals;
  const expected = data.now.totals.weighted;
  const facts: Fact[] = [
    {
      key: 'mean',
      label: t('sales.forecastAccuracy.mean'),
      text: percent(totals.mean_error),
      note: nameOfWhose(data.past, t),
    },
  ];
  if (low !== null && high !== null)
    facts.push({
      key: 'range',
      label: t('sales.forecastAccuracy.range'),
      text: t('sales.forecastAccuracy.fromTo', { from: money(expected * low), to: money(expected * high) }),
    });
  return (
    <>
      <Facts facts={facts} />
      <BarTable
        label={title}
        heads={[
          t('dashboards.grain.quarter'),
          t('sales.forecastAccuracy.actual'),
          t('sales.forecastAccuracy.forecast'),
          t('sales.forecast.commit'),
          t('sales.forecastAccuracy.error'),
        ]}
        rows={rows.map((row) => ({
          key: row.quarter,
          label: bucket(row.quarter, 'quarter'),
          href: rowsOf('deals', { outcome: 'won', closed_at: daysOfQuarter(row.quarter) }),
          value: row.actual,
          text: money(row.actual),
          cells: [money(row.weighted), money(row.commit), percent(row.error)],
        }))}
      />
    </>
  );
}
