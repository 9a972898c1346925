import { CalendarOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRpc } from '../../providers/useRpc';
import { readMetrics, requestFor } from '../batch';
import { useFigures } from '../figures';
import type { Filters } from '../filters';
import type { Metric } from '../keys';
import { metrics } from '../metrics';
import { type DashboardState, daysOfBucket } from '../period';

/** The last quarter in which a metric counted anything under the filters; null when none ever did. */
function useLastQuarter(metric: Metric, filters: Filters): string | null | undefined {
  const rpc = useRpc();
  const query = metrics([metric], {
    by: ['quarter'],
    range: 'all',
    order: { by: 'quarter', direction: 'desc' },
    limit: 1,
  });
  const { data } = useQuery({
    queryKey: ['query_metrics', 'last', metric, filters],
    queryFn: async ({ signal }) => {
      const state: DashboardState = { period: 'all', compare: 'none', filters };
      const requests = [requestFor('last', query, state)];
      const answer = await rpc('query_metrics', { requests }, { stable: true, signal });
      const found = (answer as Record<string, unknown> | null)?.last;
      return readMetrics(found, query, state).rows[0]?.quarter ?? null;
    },
    staleTime: 60_000,
  });
  return data;
}

/** Says that the period holds nothing, and leads to where there is something. */
export function EmptyPeriod({
  metric,
  state,
  onChange,
}: {
  /** A metric of the dashboard that has a time. */
  metric: Metric;
  state: DashboardState;
  onChange: (state: DashboardState) => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const last = useLastQuarter(metric, state.filters);
  if (last === undefined) return null;
  return (
    <div className="at-empty-period" role="status">
      <CalendarOutlined aria-hidden />
      <span>{t(last ? 'dashboards.empty.period' : 'dashboards.empty.ever')}</span>
      {last ? (
        <span className="at-empty-period-ways">
          <Button
            type="primary"
            onClick={() =>
              onChange({ ...state, period: daysOfBucket(last, 'quarter', { from: null, to: null }) })
            }
          >
            {t('dashboards.empty.last', { period: figures.bucket(last, 'quarter') })}
          </Button>
          <Button onClick={() => onChange({ ...state, period: 'all' })}>{t('dashboards.empty.all')}</Button>
        </span>
      ) : null}
    </div>
  );
}
