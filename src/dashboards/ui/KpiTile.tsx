import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { changeOf } from '../change';
import { useFigures } from '../figures';
import { type Metric, metricKind } from '../keys';
import type { Days } from '../metrics';
import type { DashboardState } from '../period';
import { useDrill } from '../useDrill';
import { ChangeTag } from './ChangeTag';
import { ShareBar } from './ShareBar';
import { Sparkline } from './Sparkline';
import './kpi.css';

/** As much of an answer as a tile shows. */
export interface TileAnswer<M extends Metric> {
  totals: { readonly [K in M]: number | null };
  compared: { totals: { readonly [K in M]: number | null }; period: Days } | null;
  period: Days;
  currency: string;
}

/** How much of what is to be reached is reached (0–1), and that in words. */
export interface Target {
  share: number;
  text: string;
}

/** One figure: its change against the compared period, its course, its period; the whole tile opens the rows. */
export function KpiTile<M extends Metric>({
  metric,
  answer,
  course,
  note,
  state,
  target,
  children,
}: {
  metric: M;
  answer: TileAnswer<M>;
  state: DashboardState;
  /** Values of the last months, for the sparkline. */
  course?: readonly (number | null)[];
  /** A word on the figure, instead of its period. */
  note?: ReactNode;
  target?: Target | null;
  /** Drawn in the sparkline's place. */
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const drill = useDrill();
  const { period, compared, currency } = answer;
  const value = answer.totals[metric];
  const timed = Boolean(metricKind(metric).drill.time);
  const before = compared?.totals[metric];
  const change = timed ? changeOf(metric, value, before) : null;
  const against = compared
    ? t('dashboards.against', {
        figure: figures.figure(metric, before, currency),
        period: figures.days(compared.period),
      })
    : '';
  const href = drill(metric, { period });
  const content = (
    <>
      <span className="at-kpi-label">{figures.title(metric)}</span>
      <bdi className="at-kpi-figure" data-figure={metric}>
        {figures.figure(metric, value, currency)}
      </bdi>
      <span className="at-kpi-course">{children ?? (course ? <Sparkline values={course} /> : null)}</span>
      <span className="at-kpi-caption">
        <span>{note ?? (timed ? <bdi>{figures.days(period)}</bdi> : t('dashboards.now'))}</span>
        {change && state.compare !== 'none' ? (
          <span className="at-kpi-change">
            <ChangeTag change={change} against={against} />
            <span>
              {t(`dashboards.before.${state.compare}`, { figure: figures.figure(metric, before, currency) })}
            </span>
          </span>
        ) : null}
        {target ? (
          <span className="at-kpi-target">
            <ShareBar parts={[{ key: 'reached', value: Math.min(target.share, 1) }]} whole={1} />
            <span>{target.text}</span>
          </span>
        ) : null}
      </span>
    </>
  );
  const hint = figures.hint(metric);
  return href ? (
    <Link className="at-kpi" to={href} title={hint}>
      {content}
    </Link>
  ) : (
    <div className="at-kpi" title={hint}>
      {content}
    </div>
  );
}
