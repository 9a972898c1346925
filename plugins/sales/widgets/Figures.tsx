import type { WidgetProps } from '../../../src/dashboards';
import { KpiTile, KpiTiles, ShareBar, useFigures } from '../../../src/dashboards/widgets';
import { type figures, figuresTimed } from './figures.spec';
import { attainment } from './quota';

export default function Figures({ data, state, t }: WidgetProps<typeof figures>) {
  const { figure, percent } = useFigures();
  const { now, course, stages, quota } = data;
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
    <KpiTiles
      metrics={figuresTimed}
      answer={now}
      course={course}
      state={state}
      targets={{ 'deals.won_value': reached }}
    >
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
    </KpiTiles>
  );
}
