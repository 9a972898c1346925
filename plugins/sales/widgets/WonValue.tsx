import { useMemo } from 'react';
import type { WidgetProps } from '../../../src/dashboards';
import { daysOfBucket } from '../../../src/dashboards/period';
import { Chart, Nothing, useDrill, useFigures } from '../../../src/dashboards/widgets';
import type { wonValue } from './wonValue.spec';

export default function WonValue({ data, t, title, asTable }: WidgetProps<typeof wonValue>) {
  const drill = useDrill();
  const { figure, title: nameOf, bucket } = useFigures();
  const { rows, totals, compared, pace, currency, period, grain } = data.byTime;
  const points = useMemo(
    () =>
      rows.flatMap((row) => {
        if (!row.time || !grain) return [];
        return {
          key: row.time,
          label: bucket(row.time, grain),
          value: row['deals.won_value'],
          text: figure('deals.won_value', row['deals.won_value'], currency),
          ...(row.compared && {
            before: {
              value: row.compared['deals.won_value'] ?? 0,
              text: figure('deals.won_value', row.compared['deals.won_value'], currency),
            },
          }),
          href: drill('deals.won_value', { period: daysOfBucket(row.time, grain, period) }),
        };
      }),
    [rows, grain, currency, period, figure, bucket, drill],
  );
  if (points.every(({ value }) => value === 0)) return <Nothing>{t('sales.wonValue.nothing')}</Nothing>;
  const chart = (
    <Chart
      kind="columns"
      asTable={asTable}
      label={title}
      points={points}
      name={nameOf('deals.won_value')}
      {...(compared && { beforeName: t('sales.wonValue.yearBefore') })}
      pointsName={t(`dashboards.grain.${grain}`)}
      short={(value) => figure('deals.won_value', value, currency, { compact: true })}
    />
  );
  const before = compared?.totals['deals.won_value'];
  const whole = pace?.compared?.totals['deals.won_value'];
  if (!before || !whole) return chart;
  const short = (value: number) => figure('deals.won_value', value, currency, { compact: true });
  return (
    <>
      <p className="at-chart-word">
        {t('sales.wonValue.pace', {
          before: short(before),
          whole: short(whole),
          ahead: short((totals['deals.won_value'] / before) * whole),
        })}
      </p>
      {chart}
    </>
  );
}
