import { Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartTable } from './ChartTable';
import type { ChartProps } from './types';

export type { Point } from './types';

const drawn = { columns: lazy(() => import('./Columns')), bars: lazy(() => import('./Bars')) };

/**
 * A chart, or its figures as a table. `columns` stand beside one another (time), `bars` lie below one another (things).
 * The library that draws is fetched when the first chart is shown.
 */
export function Chart({
  kind,
  asTable,
  ...chart
}: ChartProps & { kind: keyof typeof drawn; asTable: boolean }) {
  const { t } = useTranslation();
  if (asTable) return <ChartTable {...chart} />;
  const Drawn = drawn[kind];
  return (
    // Drawn text takes its alignment from the box's direction; the charts turn themselves.
    <div className="at-chart" dir="ltr" role="img" aria-label={t('dashboards.chart', { name: chart.label })}>
      <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 5 }} />}>
        <Drawn {...chart} />
      </Suspense>
    </div>
  );
}
