import type { WidgetProps } from '../../../src/dashboards';
import { BarTable, Nothing, useDrill, useFigures, useRowName } from '../../../src/dashboards/widgets';
import type { products } from './products.spec';

const further = ['products.sold_quantity', 'orders.value', 'products.ordered_quantity'] as const;

export default function Products({ data, t, title }: WidgetProps<typeof products>) {
  const { figure, title: nameOf } = useFigures();
  const nameOfRow = useRowName();
  const drill = useDrill();
  const { rows, currency, period } = data.byProduct;
  if (rows.length === 0) return <Nothing>{t('sales.products.nothing')}</Nothing>;
  return (
    <BarTable
      label={title}
      heads={[t('dashboards.dimension.product'), nameOf('deals.won_value'), ...further.map(nameOf)]}
      rows={rows.map((row) => ({
        key: row.product ?? '',
        label: <bdi>{nameOfRow(row.product, row.product_label)}</bdi>,
        href: drill('deals.won_value', { period, by: { product: row.product } }),
        value: row['deals.won_value'],
        text: figure('deals.won_value', row['deals.won_value'], currency, { compact: true }),
        cells: further.map((metric) => figure(metric, row[metric], currency, { compact: true })),
      }))}
    />
  );
}
