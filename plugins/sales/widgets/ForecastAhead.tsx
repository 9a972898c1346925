import type { WidgetProps } from '../../../src/dashboards';
import { Nothing, PivotTable, useFigures, useValueName } from '../../../src/dashboards/widgets';
import { Person } from '../../../src/ui/Person';
import { daysDue, useRowsOf } from '../rows';
import type { linesAhead } from './forecastAhead.spec';

export default function ForecastAhead({ data, t, title }: WidgetProps<typeof linesAhead>) {
  const rowsOf = useRowsOf();
  const { figure, bucket } = useFigures();
  const nameOfValue = useValueName();
  const { rows, totals, quarters, currency, by } = data.ahead;
  if (rows.length === 0) return <Nothing>{t('sales.forecastAhead.nothing')}</Nothing>;
  const largest = Math.max(...rows.flatMap(({ weighted }) => weighted));
  const cell = (value: number, strength?: number) => ({
    text: figure('deals.open_value', value, currency, { compact: true }),
    strength,
  });
  const nameOf = (row: (typeof rows)[number]) => nameOfValue(by, row.key, row.key_label);
  return (
    <PivotTable
      label={title}
      corner={t(`dashboards.dimension.${by}`)}
      columns={quarters.map(({ from }, ahead) => ({ key: String(ahead), label: bucket(from, 'quarter') }))}
      rows={rows.map((row) => ({
        key: row.key ?? '',
        label: by === 'owner' ? <Person name={nameOf(row)} /> : <bdi>{nameOf(row)}</bdi>,
      }))}
      totalName={t('sales.pivot.total')}
      cellOf={(key, column) => {
        const row = key === null ? totals : rows.find((one) => (one.key ?? '') === key);
        if (!row) return undefined;
        if (column === null) return cell(row.total);
        const ahead = Number(column);
        const value = row.weighted[ahead] ?? 0;
        if (value === 0) return undefined;
        const days = quarters[ahead];
        return {
          ...cell(value, key === null ? undefined : value / largest),
          ...(days &&
            key !== null && {
              href: rowsOf('deals', {
                outcome: 'open',
                [by]: key || null,
                expected_close_date: daysDue(ahead, days),
              }),
            }),
        };
      }}
    />
  );
}
