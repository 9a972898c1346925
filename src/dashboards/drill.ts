import { noValue } from '../lib/list-state';
import type { Filters } from './filters';
import { type Dimension, dimensionKinds, type Metric, metricKind } from './keys';
import type { Days } from './metrics';

/** Which rows a figure is about: of a period, of a value of each dimension (null: none), and of what the bar narrows to. */
export interface Cell {
  period: Days;
  by?: Partial<Record<Exclude<Dimension, 'day' | 'week' | 'month' | 'quarter' | 'year'>, string | null>>;
  filters?: Filters;
}

/**
 * The address of the list that shows the rows behind a figure: a filter for each condition of the metric and each value,
 * and the period as `<column>=<from>..<to>`, in the organisation's time zone as the figure was counted.
 */
export function drillTo(metric: Metric, { period, by = {}, filters = {} }: Cell): string {
  const { drill } = metricKind(metric);
  const params = new URLSearchParams({ mine: '0' });
  if (drill.outcome) params.set('outcome', drill.outcome);
  if (drill.time && period.from && period.to) params.set(drill.time, `${period.from}..${period.to}`);
  for (const [dimension, value] of Object.entries(by)) {
    if (!(dimension in dimensionKinds) || value === undefined) continue;
    params.append(dimension, value ?? noValue);
  }
  for (const [dimension, values] of Object.entries(filters)) {
    if (dimension in by) continue;
    for (const value of values) params.append(dimension, value ?? noValue);
  }
  return `/${metric.split('.')[0]}?${params}`;
}
