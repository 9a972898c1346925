import { Button } from 'antd';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useMe } from '../../providers/me';
import { PageHeader } from '../../ui/PageHeader';
import { EmptyState, ErrorState } from '../../ui/states';
import { followsComparison, followsPeriod, type WidgetResult } from '../batch';
import { type Metric, metricKind } from '../keys';
import { isCall, type MetricAnswer, type Queries } from '../metrics';
import { mayAll } from '../pages';
import { type DashboardState, readState, writeState } from '../period';
import type { Dashboard, Plugin } from '../plugin';
import { tilesOf } from '../tiles';
import { useDashboardData } from '../useDashboardData';
import { FiltersContext } from '../useDrill';
import { useLayout } from '../useLayout';
import { DashboardActions } from './DashboardActions';
import { EmptyPeriod } from './EmptyPeriod';
import { FilterBar } from './FilterBar';
import { PrintHead } from './PrintHead';
import { usePaused, useRefreshing } from './useRefreshing';
import { WallBar } from './WallBar';
import { WidgetFrame } from './WidgetFrame';
import '../print.css';

const LayoutEditor = lazy(() => import('../layout-editor/LayoutEditor'));

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

/** A dashboard: filter bar, one call, and its widgets in their places. On a wall without what only a reader needs. */
export function DashboardView({
  plugin,
  dashboard,
  wall = false,
}: {
  plugin: Plugin;
  dashboard: Dashboard;
  wall?: boolean;
}) {
  const { t } = useTranslation();
  const { permissions } = useMe();
  const [params, setParams] = useSearchParams();
  const text = params.toString();
  const state = useMemo(() => readState(new URLSearchParams(text)), [text]);
  const change = useCallback(
    (next: DashboardState) => setParams((now) => writeState(next, now), { preventScrollReset: true }),
    [setParams],
  );
  const [editing, setEditing] = useState(false);
  const { paused, setPaused } = usePaused();

  const kept = useLayout(plugin, dashboard);
  const tiles = useMemo(() => tilesOf(kept.layout, plugin.widgets), [kept.layout, plugin]);
  const allowed = useMemo(
    () =>
      Object.fromEntries(
        tiles.flatMap(({ id, widget, queries }) =>
          mayAll(permissions, widget.spec.needs) ? [[id, queries]] : [],
        ),
      ),
    [tiles, permissions],
  );
  const { query, results, failure } = useDashboardData(allowed, state, { live: !paused && !editing });
  const refreshing = useRefreshing(query, paused);
  const queries = Object.values(allowed).flatMap((some) => Object.values(some));

  const following = followers(allowed, results);
  const known = query.isPlaceholderData ? [] : following;
  const first = known[0]?.answer;
  const compared = known.find(({ answer }) => answer.compared)?.answer.compared;
  const empty =
    !query.isPlaceholderData &&
    following.length > 0 &&
    following.every(({ answer, timed }) => timed.every((metric) => !answer.totals[metric]));
  const skipped = Math.max(0, ...following.map(({ answer }) => answer.skipped));
  const probe = following[0]?.timed[0];
  const title = t(`${dashboard.title}.title`);
  const actions = { refreshing, paused, onPause: setPaused };

  if (editing)
    return (
      <Suspense>
        <LayoutEditor plugin={plugin} title={title} kept={kept} onClose={() => setEditing(false)} />
      </Suspense>
    );
  return (
    <FiltersContext value={state.filters}>
      <div className="at-dashboard">
        {wall ? (
          <WallBar {...actions} plugin={plugin} dashboard={dashboard} title={title} />
        ) : (
          <PageHeader
            title={title}
            extra={
              <DashboardActions
                {...actions}
                title={title}
                mayEdit={kept.known}
                onEdit={() => setEditing(true)}
              />
            }
          />
        )}
        <PrintHead state={state} days={first?.period} at={refreshing.at} />
        {wall ? null : (
          <FilterBar
            state={state}
            days={first?.period}
            compared={compared?.period}
            timeless={!queries.some(followsPeriod)}
            compares={queries.some(followsComparison)}
            onChange={change}
          />
        )}
        {kept.unread ? (
          <p className="at-hint" role="status">
            {t('dashboards.layout.unread')}{' '}
            <Button type="link" size="small" onClick={kept.retry}>
              {t('actions.retry')}
            </Button>
          </p>
        ) : null}
        {empty && probe && !wall ? <EmptyPeriod metric={probe} state={state} onChange={change} /> : null}
        {tiles.length === 0 ? (
          <EmptyState title={t('dashboards.layout.emptyTitle')} hint={t('dashboards.layout.empty')} />
        ) : null}
        {failure ? (
          <ErrorState error={failure} onRetry={() => void query.refetch()} />
        ) : (
          <div className="at-grid" aria-busy={query.isPlaceholderData}>
            {tiles.map(({ id, widget, place, settings, queries }) => (
              <WidgetFrame
                key={id}
                widget={widget}
                place={place}
                settings={settings}
                queries={queries}
                allowed={id in allowed}
                result={results[id]}
                onRetry={() => void query.refetch()}
                state={state}
                busy={query.isFetching}
              />
            ))}
          </div>
        )}
        {skipped > 0 ? (
          <p className="at-hint" role="note">
            {t('dashboards.skipped', { count: skipped })}
          </p>
        ) : null}
      </div>
    </FiltersContext>
  );
}
