import type { Cut, Grain, Metric, metricKinds } from './keys';
import type { Preset } from './period';

/** What a widget asks of the metric layer; the host adds the filter bar's period and comparison. */
export interface MetricQuery<M extends Metric = Metric, C extends Cut = Cut> {
  metrics: readonly M[];
  by: readonly C[];
  order?: { by: M | C; direction: 'asc' | 'desc' };
  /** Most rows; 1,000 unless given. */
  limit?: number;
  /** A period of the query's own, whatever the filter bar says. */
  range?: Preset;
}

interface MetricOptions<M extends Metric, C extends Cut> {
  by?: readonly C[];
  order?: { by: NoInfer<M | C>; direction: 'asc' | 'desc' };
  limit?: number;
  range?: Preset;
}

/** Declares a query: `metrics(['deals.open_value'], { by: ['stage'] })`. The columns of its rows are typed from it. */
export function metrics<const M extends Metric, const C extends Cut = never>(
  keys: readonly M[],
  options: MetricOptions<M, C> = {},
): MetricQuery<M, C> {
  return { by: [], ...options, metrics: keys };
}

/** A ratio of nothing is null; everything else is a number, zero where there are no rows. */
export type Figure<M extends Metric> = (typeof metricKinds)[M]['ratio'] extends true ? number | null : number;
export type Figures<M extends Metric> = { [K in M]: Figure<K> };
/** A row's keys (an id, a value, or the first day of a bucket; null: none) and the words for them. */
type Keys<C extends Cut> = { [K in C]: string | null } & { [K in C as `${K}_label`]: string | null };
export type MetricRow<M extends Metric = Metric, C extends Cut = Cut> = Figures<M> & Keys<C>;

/** Days, both included; null when the period is all time. */
export interface Days {
  from: string | null;
  to: string | null;
}

/** What the metric layer answers to a query. Money is in `currency`, percent 0–1. */
export interface MetricAnswer<M extends Metric = Metric, C extends Cut = Cut> {
  rows: MetricRow<M, C>[];
  totals: Figures<M>;
  period: Days;
  /** The compared period, for a query that is cut by nothing; a figure as it is now has none. */
  compared: { totals: { [K in M]: number | null }; period: Days } | null;
  /** Size of the buckets, for a query by `time`. */
  grain: Grain | null;
  currency: string;
  /** The day in the organisation's time zone. */
  today: string;
  /** Rows left out because their currency has no rate. */
  skipped: number;
  /** There are more rows than were asked for. */
  more: boolean;
}

export type Queries = Readonly<Record<string, MetricQuery>>;
type AnswerOf<Q> = Q extends MetricQuery<infer M, infer C> ? MetricAnswer<M, C> : never;
/** The answers to a widget's queries, each under its name. */
export type Answers<Q extends Queries> = { readonly [K in keyof Q]: AnswerOf<Q[K]> };
