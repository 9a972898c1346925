import { Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Bars } from './Bars';
import { ChartTable } from './ChartTable';
import type { ChartProps, ColumnsProps } from './types';
import './chart.css';

export type { Point } from './types';

const Columns = lazy(() => import('./Columns'));

/**
 * A chart, or its figures as a table. `columns` stand beside one another (time), `bars` lie below one another (things).
 * The library that draws columns is fetched when the first is shown.
 */
export function Chart({
  asTable,
  ...chart
}: { asTable: boolean } & (({ kind: 'bars' } & ChartProps) | ({ kind: 'columns' } & ColumnsProps))) {
  const { t } = useTranslation();
  if (asTable) return <ChartTable {...chart} />;
  if (chart.kind === 'bars') return <Bars {...chart} />;
  return (
    // Drawn text takes its alignment from the box's direction; the chart turns itself.
    <div className="at-chart" dir="ltr" role="img" aria-label={t('dashboards.chart', { name: chart.label })}>
      <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 5 }} />}>
        <Columns {...chart} />
      </Suspense>
    </div>
  );
}
