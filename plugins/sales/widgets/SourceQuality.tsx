import type { WidgetProps } from '../../../src/dashboards';
import { BarTable, Nothing, useFigures, useValueName } from '../../../src/dashboards/widgets';
import { useDays } from '../days';
import { daysOf, useRowsOf } from '../rows';
import type { sourceQuality } from './sourceQuality.spec';

export default function SourceQuality({ data, t, title }: WidgetProps<typeof sourceQuality>) {
  const rowsOf = useRowsOf();
  const { figure, number } = useFigures();
  const nameOfValue = useValueName();
  const days = useDays();
  const { rows, currency, period, today } = data.bySource;
  if (rows.length === 0) return <Nothing>{t('sales.sourceQuality.nothing')}</Nothing>;
  return (
    <BarTable
      label={title}
      heads={[
        t('dashboards.dimension.source'),
        t('sales.sourceQuality.value'),
        t('sales.sourceQuality.won'),
        t('sales.sourceQuality.conversion'),
        t('sales.sourceQuality.perLead'),
        t('sales.sourceQuality.cycle'),
      ]}
      rows={rows.map((row) => ({
        key: row.source ?? '',
        label: nameOfValue('source', row.source, null),
        href: rowsOf('customers', { source: row.source, created_at: daysOf(period, today) }),
        value: row.value,
        text: figure('deals.won_value', row.value, currency, { compact: true }),
        cells: [
          t('sales.of', { part: number(row.customers), whole: number(row.leads) }),
          figure('deals.win_rate', row.conversion, currency, { compact: true }),
          figure('deals.won_value', row.value_per_lead, currency, { compact: true }),
          days(row.cycle_days),
        ],
      }))}
    />
  );
}
