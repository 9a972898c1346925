import type { WidgetProps } from '../../../src/dashboards';
import { BarTable, Nothing, useFigures } from '../../../src/dashboards/widgets';
import { Person } from '../../../src/ui/Person';
import { useRowsOf } from '../rows';
import type { forecastRollup } from './forecastRollup.spec';

export default function ForecastRollup({ data, t, title }: WidgetProps<typeof forecastRollup>) {
  const rowsOf = useRowsOf();
  const { figure } = useFigures();
  const { rows, currency, quarter } = data.whose;
  if (rows.length === 0) return <Nothing>{t('sales.forecastRollup.nothing')}</Nothing>;
  const money = (value: number) => figure('deals.open_value', value, currency, { compact: true });
  const nameOf = (row: (typeof rows)[number]) => row.label ?? t(`sales.coverage.${row.whose}`);
  return (
    <BarTable
      label={title}
      heads={[
        t('sales.forecastRollup.whose'),
        t('sales.forecast.weighted'),
        t('sales.forecast.closed'),
        t('sales.forecast.commit'),
        t('sales.forecast.bestCase'),
        t('sales.forecast.pipeline'),
      ]}
      rows={rows.map((row) => ({
        key: `${row.whose} ${row.key ?? ''}`,
        label: row.whose === 'person' ? <Person name={nameOf(row)} /> : <bdi>{nameOf(row)}</bdi>,
        href: rowsOf('deals', {
          outcome: 'open',
          ...(row.whose === 'person' && { owner: row.key }),
          ...(row.teams && { team: row.teams }),
          expected_close_date: `..${quarter.to}`,
        }),
        value: row.weighted,
        text: money(row.weighted),
        cells: [money(row.closed), money(row.commit), money(row.best_case), money(row.pipeline)],
      }))}
    />
  );
}
