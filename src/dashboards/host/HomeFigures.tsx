import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '../../providers/me';
import { ErrorState } from '../../ui/states';
import { mayAll, useDashboardPages } from '../pages';
import { defaultState } from '../period';
import type { Widget } from '../plugin';
import { queriesOf, readSettings } from '../settings';
import { useDashboardData } from '../useDashboardData';
import { WidgetFrame } from './WidgetFrame';
import '../dashboards.css';
import '../host.css';

/** One widget by itself, asked for the default period. */
function Alone({ name, widget }: { name: string; widget: Widget }) {
  const settings = useMemo(() => readSettings(widget.spec), [widget]);
  const widgetQueries = useMemo(() => queriesOf(widget.spec, settings), [widget, settings]);
  const queries = useMemo(() => ({ [name]: widgetQueries }), [name, widgetQueries]);
  const { query, results, failure } = useDashboardData(queries, defaultState);
  if (failure) return <ErrorState error={failure} onRetry={() => void query.refetch()} />;
  return (
    <div className="at-dashboard">
      <div className="at-grid">
        <WidgetFrame
          widget={widget}
          place={{ id: name, widget: name, x: 0, y: 0, w: widget.spec.size.w, h: widget.spec.size.h }}
          settings={settings}
          queries={widgetQueries}
          allowed
          result={results[name]}
          onRetry={() => void query.refetch()}
          state={defaultState}
          busy={query.isFetching}
        />
      </div>
    </div>
  );
}

/** The figures that the caller's first dashboard puts on the start page; nothing for who may see none. */
export default function HomeFigures() {
  const { t } = useTranslation();
  const { permissions } = useMe();
  const first = useDashboardPages().flatMap(({ plugin, dashboard, name, paths }) => {
    const widget = dashboard.home ? plugin.widgets[dashboard.home] : undefined;
    return dashboard.home && widget && mayAll(permissions, widget.spec.needs)
      ? [{ widget, key: dashboard.home, title: t(`${name}.title`), to: paths.list }]
      : [];
  })[0];
  if (!first) return null;
  return (
    <section className="at-home-figures" aria-label={first.title}>
      <header>
        <h2>{first.title}</h2>
        <Link to={first.to}>{t('dashboards.open')}</Link>
      </header>
      <Alone name={first.key} widget={first.widget} />
    </section>
  );
}
