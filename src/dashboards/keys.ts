/**
 * Every metric that the database knows (`public.metrics`), with what the screens must know of it. A database test holds
 * this file and the rows together. `ratio`: null where there is nothing to divide by. `drill`: the filters of the list
 * that shows the rows, and (time) the column by which it is narrowed to the period. `better`: the direction that is good news.
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
  'deals.lost_value': {
    unit: 'currency',
    ratio: false,
    better: 'down',
    drill: { outcome: 'lost', time: 'closed_at' },
  },
  'deals.opened_count': { unit: 'count', ratio: false, better: 'up', drill: { time: 'opened_at' } },
  'deals.opened_value': { unit: 'currency', ratio: false, better: 'up', drill: { time: 'opened_at' } },
  'deals.created_count': { unit: 'count', ratio: false, better: 'up', drill: { time: 'created_at' } },
  'deals.won_days': {
    unit: 'duration',
    ratio: false,
    better: 'down',
    drill: { outcome: 'won', time: 'closed_at' },
  },
  'orders.value': {
    unit: 'currency',
    ratio: false,
    better: 'up',
    drill: { status: ['confirmed', 'shipped', 'delivered', 'returned'], time: 'ordered_at' },
  },
  'orders.count': {
    unit: 'count',
    ratio: false,
    better: 'up',
    drill: { status: ['confirmed', 'shipped', 'delivered', 'returned'], time: 'ordered_at' },
  },
  'activities.count': { unit: 'count', ratio: false, better: 'up', drill: { time: 'happened_at' } },
  'activities.calls': {
    unit: 'count',
    ratio: false,
    better: 'up',
    drill: { kind: 'call', time: 'happened_at' },
  },
  'activities.emails': {
    unit: 'count',
    ratio: false,
    better: 'up',
    drill: { kind: 'email', time: 'happened_at' },
  },
  'activities.meetings': {
    unit: 'count',
    ratio: false,
    better: 'up',
    drill: { kind: 'meeting', time: 'happened_at' },
  },
  'activities.demos': {
    unit: 'count',
    ratio: false,
    better: 'up',
    drill: { kind: 'demo', time: 'happened_at' },
  },
  'activities.notes': {
    unit: 'count',
    ratio: false,
    better: 'up',
    drill: { kind: 'note', time: 'happened_at' },
  },
  'customers.current_count': {
    unit: 'count',
    ratio: false,
    better: 'up',
    drill: { stage: ['customer', 'at_risk'] },
  },
  'customers.new_leads': { unit: 'count', ratio: false, better: 'up', drill: { time: 'created_at' } },
  'customers.converted_leads': {
    unit: 'count',
    ratio: false,
    better: 'up',
    drill: { stage: ['customer', 'at_risk', 'churned'], time: 'created_at' },
  },
  'customers.new': {
    unit: 'count',
    ratio: false,
    better: 'up',
    drill: { stage: ['customer', 'at_risk', 'churned'] },
  },
  'products.sold_quantity': {
    unit: 'count',
    ratio: false,
    better: 'up',
    drill: { outcome: 'won', time: 'closed_at' },
  },
  'products.ordered_quantity': {
    unit: 'count',
    ratio: false,
    better: 'up',
    drill: { status: ['confirmed', 'shipped', 'delivered', 'returned'], time: 'ordered_at' },
  },
  'deals.sales_cycle': {
    unit: 'duration',
    ratio: true,
    better: 'down',
    drill: { outcome: 'won', time: 'closed_at' },
  },
  'orders.average_value': {
    unit: 'currency',
    ratio: true,
    better: 'up',
    drill: { status: ['confirmed', 'shipped', 'delivered', 'returned'], time: 'ordered_at' },
  },
  'customers.lead_conversion': { unit: 'percent', ratio: true, better: 'up', drill: { time: 'created_at' } },
} as const satisfies Record<string, MetricKind>;

export interface MetricKind {
  unit: 'currency' | 'count' | 'percent' | 'ratio' | 'duration';
  ratio: boolean;
  better: 'up' | 'down';
  drill: Readonly<Record<string, string | readonly string[]>>;
}

/** Every dimension that some metric can be cut by (`public.metric_dimensions`), held together likewise. */
export const dimensionKinds = {
  activity_kind: 'value',
  activity_outcome: 'value',
  competitor: 'entity',
  country: 'value',
  customer: 'entity',
  day: 'time',
  deal_size: 'value',
  department: 'entity',
  fiscal_quarter: 'time',
  fiscal_year: 'time',
  industry: 'value',
  lifecycle_stage: 'value',
  lost_reason: 'entity',
  manager: 'entity',
  month: 'time',
  owner: 'entity',
  pipeline: 'entity',
  product: 'entity',
  product_line: 'value',
  quarter: 'time',
  region: 'value',
  sales_region: 'value',
  size: 'value',
  source: 'value',
  stage: 'entity',
  status: 'value',
  team: 'entity',
  tier: 'value',
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
