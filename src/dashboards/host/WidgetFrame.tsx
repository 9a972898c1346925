import { BarChartOutlined, QuestionCircleOutlined, TableOutlined } from '@ant-design/icons';
import { Skeleton, Tooltip } from 'antd';
import { Component, type CSSProperties, type ReactNode, Suspense, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeniedState, ErrorState } from '../../ui/states';
import { LacksDimension, type WidgetResult } from '../batch';
import type { Place } from '../layout';
import type { Queries } from '../metrics';
import type { DashboardState } from '../period';
import type { Widget, WidgetProps, WidgetSpec } from '../plugin';
import { widgetsAhead } from '../widgetsAhead';
import { Lacking } from './Lacking';
import { WidgetMenu } from './WidgetMenu';

class Boundary extends Component<{ children: ReactNode; onRetry: () => void }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    const retry = () => {
      this.props.onRetry();
      this.setState({ error: null });
    };
    return <ErrorState error={this.state.error} onRetry={retry} />;
  }
}

/** What the widget draws, once there is something to draw: by then its code has mostly come. */
function Content({ widget, ...props }: { widget: Widget } & WidgetProps<WidgetSpec>) {
  const [Drawn] = useState(() => widgetsAhead.component(widget.load));
  return <Drawn {...props} />;
}

/** A widget within its own border: waiting, refused, broken or drawn, whatever becomes of the others. */
export function WidgetFrame({
  widget,
  place,
  settings,
  queries,
  allowed,
  result,
  onRetry,
  state,
  busy,
}: {
  widget: Widget;
  place: Place;
  settings: object;
  queries: Queries;
  allowed: boolean;
  result: WidgetResult | undefined;
  onRetry: () => void;
  state: DashboardState;
  busy: boolean;
}) {
  const { t } = useTranslation();
  const id = useId();
  const frame = useRef<HTMLElement>(null);
  const [asTable, setAsTable] = useState(false);
  const { spec } = widget;
  const title = t(spec.title);
  // What cannot draw its own tiles says in a frame what it is that is not there.
  const bare = spec.bare && allowed && !(result && 'error' in result);
  const style = { '--x': place.x + 1, '--y': place.y + 1, '--w': place.w, '--h': place.h } as CSSProperties;
  const waiting = (
    <div role="status" aria-label={t('states.loading')} className="at-widget-waiting">
      <Skeleton active title={false} paragraph={{ rows: Math.max(2, place.h - 1) }} />
    </div>
  );

  const content = () => {
    if (!allowed) return <DeniedState />;
    if (!result) return waiting;
    if ('error' in result && result.error instanceof LacksDimension)
      return <Lacking dimension={result.error.dimension} />;
    if ('error' in result) return <ErrorState error={result.error} onRetry={onRetry} />;
    return (
      <Boundary onRetry={() => widgetsAhead.forget(widget.load)}>
        <Suspense fallback={waiting}>
          <Content
            widget={widget}
            data={result.data}
            settings={settings}
            state={state}
            t={t}
            title={title}
            asTable={asTable}
          />
        </Suspense>
      </Boundary>
    );
  };

  return (
    <section
      ref={frame}
      className={bare ? 'at-widget at-widget-bare' : 'at-widget'}
      style={style}
      aria-labelledby={id}
      aria-busy={busy}
    >
      <header className={bare ? 'at-hidden' : 'at-widget-head'}>
        <h2 id={id}>{title}</h2>
        {spec.hint && !bare ? (
          <Tooltip title={t(spec.hint)}>
            <button type="button" className="at-widget-button" aria-label={t(spec.hint)}>
              <QuestionCircleOutlined aria-hidden />
            </button>
          </Tooltip>
        ) : null}
        {spec.chart && allowed ? (
          <button
            type="button"
            className="at-widget-button at-widget-end"
            aria-pressed={asTable}
            title={t('dashboards.asTable')}
            aria-label={t('dashboards.asTableOf', { name: title })}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? <BarChartOutlined aria-hidden /> : <TableOutlined aria-hidden />}
          </button>
        ) : null}
      </header>
      {allowed ? (
        <WidgetMenu spec={spec} title={title} queries={queries} result={result} frame={frame} />
      ) : null}
      <div className="at-widget-body">{content()}</div>
    </section>
  );
}
