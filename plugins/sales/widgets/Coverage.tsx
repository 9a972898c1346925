import type { WidgetProps } from '../../../src/dashboards';
import { BarTable, Nothing, useFigures } from '../../../src/dashboards/widgets';
import { Person } from '../../../src/ui/Person';
import { useRowsOf } from '../rows';
import { nameOfWhose } from '../subjects';
import type { coverage } from './coverage.spec';

/** Three times what is needed is plenty: the bar is full. */
const plenty = 3;

export default function Coverage({ data, t, title }: WidgetProps<typeof coverage>) {
  const rowsOf = useRowsOf();
  const { figure, number } = useFigures();
  const { rows, currency } = data.quotas;
  if (rows.length === 0) return <Nothing>{t('sales.coverage.nothing')}</Nothing>;
  const money = (value: number) => figure('deals.open_value', value, currency, { compact: true });
  return (
    <BarTable
      label={title}
      most={plenty}
      heads={[
        t('sales.coverage.whose'),
        t('sales.coverage.covered'),
        t('sales.coverage.needed'),
        t('sales.coverage.pipeline'),
      ]}
      rows={rows.map((row) => ({
        key: `${row.whose} ${row.key ?? ''}`,
        label:
          row.whose === 'person' ? <Person name={nameOfWhose(row, t)} /> : <bdi>{nameOfWhose(row, t)}</bdi>,
        href: rowsOf('deals', {
          outcome: 'open',
          owner: row.whose === 'person' ? (row.key ?? undefined) : undefined,
          team: row.teams ?? undefined,
          expected_close_date: `..${row.to}`,
        }),
        value: Math.min(row.coverage ?? plenty, plenty),
        text:
          row.coverage === null
            ? t('sales.coverage.reached')
            : t('sales.times', { number: number(row.coverage, { maximumFractionDigits: 1 }) }),
        cells: [money(row.needed), money(row.pipeline)],
      }))}
    />
  );
}
