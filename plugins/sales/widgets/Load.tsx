import type { WidgetProps } from '../../../src/dashboards';
import {
  Nothing,
  PivotTable,
  useDrill,
  useFigures,
  useRowName,
  useValueName,
} from '../../../src/dashboards/widgets';
import { Person } from '../../../src/ui/Person';
import type { load } from './load.spec';
import { averageLoad, tiersOf } from './loads';

const average = 'average';

export default function Load({ data, t, title }: WidgetProps<typeof load>) {
  const { number } = useFigures();
  const nameOfRow = useRowName();
  const nameOfValue = useValueName();
  const drill = useDrill();
  const { rows, period } = data.byOwner;
  const loads = rows
    .filter(({ owner }) => owner !== null)
    .map((row) => ({
      owner: row.owner,
      name: nameOfRow(row.owner, row.owner_label),
      tier: row.tier,
      customers: row['customers.current_count'],
      deals: row['deals.open_count'],
    }))
    .filter(({ customers, deals }) => customers + deals > 0);
  if (loads.length === 0) return <Nothing>{t('sales.load.nothing')}</Nothing>;
  const people = [...new Map(loads.map(({ owner, name }) => [owner ?? '', name]))].sort(([, a], [, b]) =>
    a.localeCompare(b),
  );
  const write = (figures: { customers: number; deals: number }) => ({
    text: t('sales.load.cell', {
      customers: number(figures.customers, { maximumFractionDigits: 1 }),
      deals: number(figures.deals, { maximumFractionDigits: 1 }),
    }),
  });
  return (
    <PivotTable
      label={title}
      corner={t('dashboards.dimension.owner')}
      columns={tiersOf(loads).map((tier) => ({ key: tier ?? '', label: nameOfValue('tier', tier, tier) }))}
      rows={[
        { key: average, label: t('sales.load.average') },
        ...people.map(([key, name]) => ({ key, label: <Person name={name} /> })),
      ]}
      cellOf={(row, column) => {
        const tier = column || null;
        if (row === average) return write(averageLoad(loads, tier));
        const found = loads.find((one) => one.owner === row && one.tier === tier);
        if (!found) return undefined;
        const href = drill('customers.current_count', { period, by: { owner: row, tier } });
        return { ...write(found), ...(found.customers > 0 && { href }) };
      }}
    />
  );
}
