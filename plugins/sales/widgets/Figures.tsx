import type { WidgetProps } from '../../../src/dashboards';
import { KpiTile, ShareBar, useFigures } from '../../../src/dashboards/widgets';
import type { figures } from './figures.spec';
import { attainment } from './quota';

const timed = ['deals.won_value', 'deals.won_count', 'deals.win_rate'] as const;

export default function Figures({ data, state, t }: WidgetProps<typeof figures>) {
  const { figure, percent } = useFigures();
  const { now, course, stages, quota } = data;
  // Buckets that are still to come have nothing to show.
  const past = course.rows.filter((row) => row.time !== null && row.time <= course.today);
  const open = now.totals['deals.open_value'];
  const against = attainment(now.totals['deals.won_value'], quota.totals.target, now.pace?.elapsed);
  const reached = against && {
    share: against.share,
    text: [
      t(`sales.quota.${quota.totals.whose ?? 'person'}`, {
        share: percent(against.share),
        target: figure('deals.won_value', quota.totals.target, now.currency, { compact: true }),
      }),
      ...(against.ahead === null
        ? []
        : [
            t(against.ahead < 0 ? 'sales.quota.behind' : 'sales.quota.ahead', {
              by: percent(Math.abs(against.ahead)),
            }),
          ]),
    ].join(' · '),
  };
  return (
    <div className="at-kpis">
      {timed.map((metric) => (
        <KpiTile
          key={metric}
          metric={metric}
          answer={now}
          state={state}
          course={past.map((row) => row[metric])}
          target={metric === 'deals.won_value' ? reached : null}
        />
      ))}
      <KpiTile
        metric="deals.open_value"
        answer={now}
        state={state}
        note={t('sales.figures.openDeals', {
          count: now.totals['deals.open_count'],
        })}
      >
        <ShareBar
          parts={stages.rows.map((row) => ({ key: row.stage ?? '', value: row['deals.open_value'] }))}
        />
      </KpiTile>
      <KpiTile
        metric="deals.weighted_value"
        answer={now}
        state={state}
        note={t('sales.figures.ofOpen', {
          share:
            open > 0
              ? figure('deals.win_rate', now.totals['deals.weighted_value'] / open, '', { compact: true })
              : '–',
        })}
      >
        <ShareBar parts={[{ key: 'weighted', value: now.totals['deals.weighted_value'] }]} whole={open} />
      </KpiTile>
    </div>
  );
}
