import type { WidgetProps } from '../../../src/dashboards';
import { BarTable, Nothing, useDrill, useFigures, useRowName } from '../../../src/dashboards/widgets';
import type { topCustomers } from './topCustomers.spec';

export default function TopCustomers({ data, t, title }: WidgetProps<typeof topCustomers>) {
  const drill = useDrill();
  const { figure, title: nameOf } = useFigures();
  const nameOfRow = useRowName();
  const { rows, currency, period } = data.byCustomer;
  const sold = rows.filter((row) => row['deals.won_count'] > 0);
  if (sold.length === 0) return <Nothing>{t('sales.topCustomers.nothing')}</Nothing>;
  return (
    <BarTable
      label={title}
      heads={[t('dashboards.dimension.customer'), nameOf('deals.won_value'), nameOf('deals.won_count')]}
      rows={sold.map((row) => ({
        key: row.customer ?? '',
        label: <bdi>{nameOfRow(row.customer, row.customer_label)}</bdi>,
        href: drill('deals.won_value', { period, by: { customer: row.customer } }),
        value: row['deals.won_value'],
        text: figure('deals.won_value', row['deals.won_value'], currency),
        cells: [figure('deals.won_count', row['deals.won_count'], currency)],
      }))}
    />
  );
}
