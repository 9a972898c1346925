import { noValue } from '../lib/list-state';
import type { Filters } from './filters';
import { type Dimension, type dimensionKinds, type Metric, metricKind } from './keys';
import type { Days } from './metrics';

/** Which rows a figure is about: of a period, of a value of each dimension (null: none), and of what the bar narrows to. */
export interface Cell {
  period: Days;
  by?: Partial<Record<EntityOrValue, string | null>>;
  filters?: Filters;
}

type EntityOrValue = {
  [D in Dimension]: (typeof dimensionKinds)[D] extends 'time' ? never : D;
}[Dimension];

/** Where the rows of a metric are listed, where its name does not say it. */
const lists: Partial<Record<Metric, string>> = {
  'products.sold_quantity': 'deals',
  'products.ordered_quantity': 'orders',
};
/** What a list calls a dimension, where it has another name for it. */
const filterNames: Record<string, Partial<Record<string, string>>> = {
  customers: { lifecycle_stage: 'stage', size: 'size_band' },
};

/** What figures of deals and of orders are cut by and their lists narrowed by. */
const ofSales: readonly Dimension[] = [
  'customer',
  'manager',
  'owner',
  'product',
  'product_line',
  'sales_region',
  'team',
];
/** The dimensions that each list can be narrowed by: a figure that another one has a part in has no list of its rows. */
const narrowing: Record<string, ReadonlySet<string>> = {
  customers: new Set<Dimension>([
    'country',
    'industry',
    'lifecycle_stage',
    'owner',
    'region',
    'size',
    'source',
    'tier',
  ]),
  deals: new Set<Dimension>([
    ...ofSales,
    'competitor',
    'deal_size',
    'lost_reason',
    'pipeline',
    'source',
    'stage',
  ]),
  orders: new Set<Dimension>([...ofSales, 'status']),
};

/** Whether a list can be narrowed by each of these dimensions. */
export const narrows = (list: string, dimensions: Iterable<string>): boolean =>
  [...dimensions].every((dimension) => narrowing[list]?.has(dimension));

/** The list in which the rows of a metric stand. */
export const listOf = (metric: Metric): string => lists[metric] ?? metric.split('.')[0] ?? '';

/**
 * The address of the list that shows the rows behind a figure: a filter for each condition of the metric and each value,
 * and the period as `<column>=<from>..<to>`, in the organisation's time zone as the figure was counted. None where the
 * list cannot be narrowed to them.
 */
export function drillTo(metric: Metric, { period, by = {}, filters = {} }: Cell): string | undefined {
  const { time, ...conditions } = metricKind(metric).drill;
  const list = listOf(metric);
  if (!narrows(list, [...Object.keys(by), ...Object.keys(filters)])) return undefined;
  const params = new URLSearchParams({ mine: '0' });
  for (const [filter, values] of Object.entries(conditions))
    for (const value of [values].flat()) params.append(filter, value);
  if (typeof time === 'string' && period.from && period.to) params.set(time, `${period.from}..${period.to}`);
  for (const [dimension, value] of Object.entries(by)) {
    if (value === undefined) continue;
    params.append(filterNames[list]?.[dimension] ?? dimension, value ?? noValue);
  }
  for (const [dimension, values] of Object.entries(filters)) {
    if (dimension in by) continue;
    for (const value of values) params.append(dimension, value ?? noValue);
  }
  return `/${list}?${params}`;
}
