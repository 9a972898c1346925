import type { WidgetProps } from '../../../src/dashboards';
import {
  Nothing,
  type PivotCell,
  PivotTable,
  useDrill,
  useFigures,
  useValueName,
} from '../../../src/dashboards/widgets';
import type { pivot } from './pivot.spec';

const most = 12;
const none = '';

/** The values of a dimension with their words, the largest first, and not more than can be read. */
function headsOf(values: Map<string, { label: string; sum: number }>) {
  return [...values]
    .sort(([, a], [, b]) => b.sum - a.sum)
    .slice(0, most)
    .map(([key, { label }]) => ({ key, label: <bdi>{label}</bdi> }));
}

export default function Pivot({ data, settings, t, title }: WidgetProps<typeof pivot>) {
  const { figure, number, title: nameOf } = useFigures();
  const nameOfValue = useValueName();
  const drill = useDrill();
  const { metric, rows: down, columns: across } = settings;
  const { rows, totals, currency, period, more } = data.crossed;
  if (rows.length === 0) return <Nothing>{t('sales.pivot.nothing')}</Nothing>;

  const heads = {
    down: new Map<string, { label: string; sum: number }>(),
    across: new Map() as Map<string, { label: string; sum: number }>,
  };
  const values = new Map<string, number>();
  const add = (key: string, value: number) => values.set(key, (values.get(key) ?? 0) + value);
  const pair = (row: string | null, column: string | null) => JSON.stringify([row, column]);
  for (const row of rows) {
    const value = row[metric];
    const keys = [down, across].map((dimension) => row[dimension] ?? none) as [string, string];
    for (const [index, side] of (['down', 'across'] as const).entries()) {
      const dimension = index === 0 ? down : across;
      const key = keys[index] ?? none;
      const label = nameOfValue(dimension, row[dimension], row[`${dimension}_label`]);
      heads[side].set(key, { label, sum: (heads[side].get(key)?.sum ?? 0) + value });
    }
    add(pair(...keys), value);
    add(pair(keys[0], null), value);
    add(pair(null, keys[1]), value);
  }
  const largest = Math.max(...rows.map((row) => row[metric]), 0);
  // Orders fall to several product lines, so their counts do not add up; money does.
  const whole = metric !== 'orders.count';
  const cellOf = (row: string | null, column: string | null): PivotCell | undefined => {
    const value = row === null && column === null ? totals[metric] : values.get(pair(row, column));
    if (value === undefined) return undefined;
    const by = {
      ...(row !== null && { [down]: row === none ? null : row }),
      ...(column !== null && { [across]: column === none ? null : column }),
    };
    return {
      text: figure(metric, value, currency, { compact: true }),
      href: drill(metric, { period, by }),
      ...(largest > 0 && row !== null && column !== null && { strength: value / largest }),
    };
  };
  const cut = more || heads.down.size > most || heads.across.size > most;
  return (
    <>
      <PivotTable
        label={`${title}: ${nameOf(metric)}`}
        corner={t(`dashboards.dimension.${down}`)}
        rows={headsOf(heads.down)}
        columns={headsOf(heads.across)}
        cellOf={cellOf}
        {...(whole && { totalName: t('sales.pivot.total') })}
      />
      {cut ? <p className="at-hint">{t('sales.pivot.largest', { number: number(most) })}</p> : null}
    </>
  );
}
