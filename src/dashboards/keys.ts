/**
 * Every metric that the database knows (`public.metrics`), with what the screens must know of it. A database test holds
 * this file and the rows together. `ratio`: null where there is nothing to divide by. `drill`: the filters of the list
 * that shows the rows, and the column by which it is narrowed to the period. `better`: the direction that is good news.
 */
export const metricKinds = {
  'deals.average_won_value': {
    unit: 'currency',
    ratio: true,
    better: 'up',
    drill: { outcome: 'won', time: 'closed_at' },
  },
  'deals.closed_count': {
    unit: 'count',
    ratio: false,
    better: 'up',
    drill: { outcome: 'closed', time: 'closed_at' },
  },
  'deals.lost_count': {
    unit: 'count',
    ratio: false,
    better: 'down',
    drill: { outcome: 'lost', time: 'closed_at' },
  },
  'deals.open_count': { unit: 'count', ratio: false, better: 'up', drill: { outcome: 'open' } },
  'deals.open_value': { unit: 'currency', ratio: false, better: 'up', drill: { outcome: 'open' } },
  'deals.weighted_value': { unit: 'currency', ratio: false, better: 'up', drill: { outcome: 'open' } },
  'deals.win_rate': {
    unit: 'percent',
    ratio: true,
    better: 'up',
    drill: { outcome: 'closed', time: 'closed_at' },
  },
  'deals.won_count': {
    unit: 'count',
    ratio: false,
    better: 'up',
    drill: { outcome: 'won', time: 'closed_at' },
  },
  'deals.won_value': {
    unit: 'currency',
    ratio: false,
    better: 'up',
    drill: { outcome: 'won', time: 'closed_at' },
  },
} as const satisfies Record<string, MetricKind>;

export interface MetricKind {
  unit: 'currency' | 'count' | 'percent' | 'ratio' | 'duration';
  ratio: boolean;
  better: 'up' | 'down';
  drill: { outcome?: string; time?: string };
}

/** Every dimension that a metric of deals can be cut by (`public.metric_dimensions`), held together likewise. */
export const dimensionKinds = {
  customer: 'entity',
  day: 'time',
  lost_reason: 'entity',
  month: 'time',
  owner: 'entity',
  pipeline: 'entity',
  product: 'entity',
  product_line: 'value',
  quarter: 'time',
  sales_region: 'value',
  source: 'value',
  stage: 'entity',
  team: 'entity',
  week: 'time',
  year: 'time',
} as const satisfies Record<string, 'time' | 'entity' | 'value'>;

export type Metric = keyof typeof metricKinds;
export type Dimension = keyof typeof dimensionKinds;
/** Sizes of time buckets that the host may choose for a period. */
export type Grain = 'day' | 'week' | 'month' | 'quarter' | 'year';
/** What a query can be cut by: a dimension, or `time` in buckets that suit the period. */
export type Cut = Dimension | 'time';

/** What the screens must know of a metric. */
export const metricKind = (metric: Metric): MetricKind => metricKinds[metric];
