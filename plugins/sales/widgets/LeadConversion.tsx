import type { WidgetProps } from '../../../src/dashboards';
import { BarTable, Nothing, useFigures, useValueName } from '../../../src/dashboards/widgets';
import type { leadConversion } from './leadConversion.spec';

export default function LeadConversion({ data, t, title }: WidgetProps<typeof leadConversion>) {
  const { figure, title: nameOf } = useFigures();
  const nameOfValue = useValueName();
  const { rows, totals, currency } = data.bySource;
  const counted = rows.filter((row) => row['customers.new_leads'] > 0);
  if (counted.length === 0) return <Nothing>{t('sales.leadConversion.nothing')}</Nothing>;
  const line = (key: string, label: string, row: typeof totals) => ({
    key,
    label,
    value: row['customers.lead_conversion'],
    text: figure('customers.lead_conversion', row['customers.lead_conversion'], currency, { compact: true }),
    cells: [
      t('sales.winRate.of', {
        won: figure('customers.converted_leads', row['customers.converted_leads'], currency),
        closed: figure('customers.new_leads', row['customers.new_leads'], currency),
      }),
    ],
  });
  return (
    <BarTable
      label={title}
      heads={[
        t('dashboards.dimension.source'),
        nameOf('customers.lead_conversion'),
        t('sales.leadConversion.ofLeads'),
      ]}
      most={1}
      rows={[
        line('all', t('sales.leadConversion.all'), totals),
        ...counted.map((row) =>
          line(row.source ?? '', nameOfValue('source', row.source, row.source_label), row),
        ),
      ]}
    />
  );
}
