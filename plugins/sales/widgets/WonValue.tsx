import { useMemo } from 'react';
import type { WidgetProps } from '../../../src/dashboards';
import { daysOfBucket } from '../../../src/dashboards/period';
import { Chart, Nothing, useDrill, useFigures } from '../../../src/dashboards/widgets';
import type { wonValue } from './wonValue.spec';

export default function WonValue({ data, t, title, asTable }: WidgetProps<typeof wonValue>) {
  const drill = useDrill();
  const { figure, title: nameOf, bucket } = useFigures();
  const { rows, currency, period, grain } = data.byTime;
  const points = useMemo(
    () =>
      rows.flatMap((row) => {
        if (!row.time || !grain) return [];
        return {
          key: row.time,
          label: bucket(row.time, grain),
          value: row['deals.won_value'],
          text: figure('deals.won_value', row['deals.won_value'], currency),
          partText: figure('deals.won_count', row['deals.won_count'], currency),
          href: drill('deals.won_value', { period: daysOfBucket(row.time, grain, period) }),
        };
      }),
    [rows, grain, currency, period, figure, bucket, drill],
  );
  if (points.every(({ value }) => value === 0)) return <Nothing>{t('sales.wonValue.nothing')}</Nothing>;
  return (
    <Chart
      kind="columns"
      asTable={asTable}
      label={title}
      points={points}
      name={nameOf('deals.won_value')}
      partName={nameOf('deals.won_count')}
      pointsName={t(`dashboards.grain.${grain}`)}
      short={(value) => figure('deals.won_value', value, currency, { compact: true })}
    />
  );
}
