import type { WidgetProps } from '../../../src/dashboards';
import { BarTable, Facts, Nothing, useFigures, useValueName } from '../../../src/dashboards/widgets';
import { daysOf, useRowsOf } from '../rows';
import type { activityPerDeal } from './activityPerDeal.spec';

export default function ActivityPerDeal({ data, t, title }: WidgetProps<typeof activityPerDeal>) {
  const rowsOf = useRowsOf();
  const { number } = useFigures();
  const nameOfValue = useValueName();
  const { rows, totals, period, today } = data.byKind;
  if (totals.won + totals.lost === 0) return <Nothing>{t('sales.activityPerDeal.nothing')}</Nothing>;
  const each = (value: number | null) =>
    value === null ? '–' : number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const closed = (outcome: string) => rowsOf('deals', { outcome, closed_at: daysOf(period, today) });
  return (
    <>
      <Facts
        facts={(['won', 'lost'] as const).map((outcome) => ({
          key: outcome,
          label: t(`sales.activityPerDeal.${outcome}`),
          text: each(totals[`per_${outcome}`]),
          note: t('sales.activityPerDeal.untouched', {
            count: totals[`untouched_${outcome}`],
            part: number(totals[`untouched_${outcome}`]),
            whole: number(totals[outcome]),
          }),
          href: closed(outcome),
        }))}
      />
      {rows.length > 0 ? (
        <BarTable
          label={title}
          heads={[
            t('sales.activityPerDeal.kind'),
            t('sales.activityPerDeal.won'),
            t('sales.activityPerDeal.lost'),
          ]}
          rows={rows.map((row) => ({
            key: row.kind,
            label: nameOfValue('activity_kind', row.kind, null),
            href: closed('closed'),
            value: row.per_won,
            text: each(row.per_won),
            cells: [each(row.per_lost)],
          }))}
        />
      ) : null}
    </>
  );
}
