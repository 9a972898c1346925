import { ReloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useMe } from '../../providers/me';
import { PageHeader } from '../../ui/PageHeader';
import type { WidgetResult } from '../batch';
import { type Metric, metricKind } from '../keys';
import { isCall, type MetricAnswer, type Queries } from '../metrics';
import { mayAll } from '../pages';
import { type DashboardState, readState, writeState } from '../period';
import type { Dashboard, Plugin } from '../plugin';
import { savedFrom, tilesOf } from '../tiles';
import { useDashboardData } from '../useDashboardData';
import { EmptyPeriod } from './EmptyPeriod';
import { FilterBar } from './FilterBar';
import { WidgetFrame } from './WidgetFrame';

const isTimed = (metric: Metric) => metricKind(metric).drill.time !== undefined;

/** The answers that follow the filter bar, each with the metrics among them that have a time. */
function followers(widgets: Readonly<Record<string, Queries>>, results: Record<string, WidgetResult>) {
  return Object.entries(widgets).flatMap(([widget, queries]) => {
    const result = results[widget];
    if (!result || 'error' in result) return [];
    return Object.entries(queries).flatMap(([name, query]) => {
      if (isCall(query)) return [];
      const timed = query.metrics.filter(isTimed);
      const answer = result.data[name] as MetricAnswer | undefined;
      return answer && !query.range && timed.length > 0 ? [{ answer, timed }] : [];
    });
  });
}

/** A dashboard: filter bar, one call, and its widgets in their places. */
export function DashboardView({ plugin, dashboard }: { plugin: Plugin; dashboard: Dashboard }) {
  const { t } = useTranslation();
  const { permissions } = useMe();
  const [params, setParams] = useSearchParams();
  const text = params.toString();
  const state = useMemo(() => readState(new URLSearchParams(text)), [text]);
  const change = useCallback(
    (next: DashboardState) => setParams((now) => writeState(next, now), { preventScrollReset: true }),
    [setParams],
  );

  const tiles = useMemo(
    () => tilesOf(savedFrom(dashboard.layout, plugin.widgets), plugin.widgets),
    [plugin, dashboard],
  );
  const allowed = useMemo(
    () =>
      Object.fromEntries(
        tiles.flatMap(({ id, widget, queries }) =>
          mayAll(permissions, widget.spec.needs) ? [[id, queries]] : [],
        ),
      ),
    [tiles, permissions],
  );
  const { query, results } = useDashboardData(allowed, state);

  const following = followers(allowed, results);
  const first = query.isPlaceholderData ? undefined : following[0]?.answer;
  const empty =
    !query.isPlaceholderData &&
    following.length > 0 &&
    following.every(({ answer, timed }) => timed.every((metric) => !answer.totals[metric]));
  const skipped = Math.max(0, ...following.map(({ answer }) => answer.skipped));
  const probe = following[0]?.timed[0];

  return (
    <div className="at-dashboard">
      <PageHeader
        title={t(`${dashboard.title}.title`)}
        extra={
          <Button
            icon={<ReloadOutlined spin={query.isFetching} />}
            aria-label={t('buttons.refresh')}
            title={t('buttons.refresh')}
            onClick={() => void query.refetch()}
          />
        }
      />
      <FilterBar state={state} days={first?.period} compared={first?.compared?.period} onChange={change} />
      {empty && probe ? <EmptyPeriod metric={probe} state={state} onChange={change} /> : null}
      <div className={query.isPlaceholderData ? 'at-grid at-grid-stale' : 'at-grid'}>
        {tiles.map(({ id, widget, place, settings }) => (
          <WidgetFrame
            key={id}
            widget={widget}
            place={place}
            settings={settings}
            allowed={id in allowed}
            result={results[id]}
            failure={query.isError && !query.data ? query.error : null}
            onRetry={() => void query.refetch()}
            state={state}
            busy={query.isFetching}
          />
        ))}
      </div>
      {skipped > 0 ? (
        <p className="at-hint" role="note">
          {t('dashboards.skipped', { count: skipped })}
        </p>
      ) : null}
    </div>
  );
}
