import type { WidgetProps } from '../../../src/dashboards';
import { BarTable, Facts, Nothing, useFigures } from '../../../src/dashboards/widgets';
import { useDays } from '../days';
import { dayBefore, daysOf, useRowsOf } from '../rows';
import type { slipped } from './slipped.spec';

export default function Slipped({ data, t, title }: WidgetProps<typeof slipped>) {
  const rowsOf = useRowsOf();
  const { figure, number } = useFigures();
  const days = useDays();
  const { rows, totals, currency, period, today } = data.late;
  if (totals.deals === 0) return <Nothing>{t('sales.slipped.nothing')}</Nothing>;
  const money = (value: number | null) => figure('deals.open_value', value, currency, { compact: true });
  return (
    <>
      <Facts
        facts={[
          {
            key: 'moved',
            label: t('sales.slipped.moved'),
            text: number(totals.moved),
            note: money(totals.moved_value),
            href: rowsOf('deals', { outcome: 'open', close_date_moved: daysOf(period, today) }),
          },
          {
            key: 'passed',
            label: t('sales.slipped.passed'),
            text: number(totals.passed),
            note: money(totals.passed_value),
            href: rowsOf('deals', { outcome: 'open', expected_close_date: `..${dayBefore(today)}` }),
          },
        ]}
      />
      <BarTable
        label={title}
        heads={[
          t('sales.slipped.deal'),
          t('sales.slipped.value'),
          t('sales.slipped.later'),
          t('sales.slipped.overdue'),
        ]}
        rows={rows.map((row) => ({
          key: row.deal,
          label: <bdi>{row.deal_label}</bdi>,
          href: `/deals/${row.deal}`,
          value: row.value,
          text: money(row.value),
          cells: [row.times > 0 ? days(row.days_later) : '–', days(row.overdue_days)],
        }))}
      />
    </>
  );
}
