import type { CsvValue } from '../lib/csv';
import type { Cut, Dimension, Grain, Metric, metricKinds } from './keys';
import type { Comparison, Preset } from './period';

/** What a widget asks of the metric layer; the host adds the filter bar's period and comparison. */
export interface MetricQuery<M extends Metric = Metric, C extends Cut = Cut> {
  metrics: readonly M[];
  by: readonly C[];
  order?: { by: M | C; direction: 'asc' | 'desc' };
  /** Most rows; 1,000 unless given. */
  limit?: number;
  /** A period of the query's own, whatever the filter bar says. */
  range?: Preset;
  /** A comparison of the query's own. */
  compare?: Comparison;
  /** Sets a running period against where the compared one stood at the same point. */
  pace?: true;
}

interface MetricOptions<M extends Metric, C extends Cut>
  extends Omit<MetricQuery<M, C>, 'metrics' | 'by' | 'order'> {
  by?: readonly C[];
  order?: { by: NoInfer<M | C>; direction: 'asc' | 'desc' };
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
export type MetricRow<M extends Metric = Metric, C extends Cut = Cut> = Figures<M> &
  Keys<C> & {
    /** The same key's figures of the compared period (a bucket of time: of the one in its place), where that was asked. */
    compared?: { [K in M]: number | null };
  };

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
  /** The compared period, a running one up to the same point; a figure as it is now has none. */
  compared: { totals: { [K in M]: number | null }; period: Days } | null;
  /** Of a running period, where `pace` asked for it: which part is over (0–1), and the whole of the compared one. */
  pace?: { elapsed: number; compared: { totals: { [K in M]: number | null }; period: Days } | null };
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

/** What a function of the batch takes and gives, for what the metric layer cannot say: a funnel, a forecast. */
export interface CallShape {
  /** One of its rows. */
  row: object;
  totals?: object;
  args?: object;
  /** Whatever else stands in its answer. */
  more?: object;
}

/** The words that a file's cells are written with. */
export interface CellWords {
  t: (key: string) => string;
  /** What a value of a dimension is called. */
  nameOf: (dimension: Dimension, key: string | null, label: string | null) => string;
}

/** A file's columns: the text at the head of each, and what stands below it, a column of the row or made from it. */
export type FileColumns<Row extends object> = Readonly<
  Record<string, (keyof Row & string) | ((row: Row, words: CellWords) => CsvValue)>
>;

/** What a widget asks of a function that `public.metric_functions` names. */
export interface CallQuery<S extends CallShape = CallShape> {
  call: CallKey;
  args?: object;
  range?: Preset;
  compare?: Comparison;
  /** It is about the present, whatever the filter bar's period. */
  now?: true;
  /** Columns of the file that its rows can be had as; without them there is none. */
  file?: Readonly<Record<string, string | ((row: never, words: CellWords) => CsvValue)>>;
  /** Never there: it carries the type of the answer. */
  readonly shape?: S;
}

/** A key of `public.metric_functions`: `sales.funnel`. */
export type CallKey = `${string}.${string}`;

type CallOptions<S extends CallShape> = Pick<CallQuery, 'range' | 'compare' | 'now'> & {
  file?: FileColumns<S['row']>;
} & (S['args'] extends object ? { args: S['args'] } : { args?: never });

/**
 * Declares a query of a function: `call<{ row: FunnelRow; args: { pipeline: string } }>('sales.funnel', { args })`. The
 * filter bar's period and filters reach it as they reach metrics. `file`: the columns of its file, such as
 * `{ 'dashboards.dimension.stage': 'stage_label' }`.
 */
export function call<S extends CallShape>(
  key: CallKey,
  ...[options]: S['args'] extends object ? [options: CallOptions<S>] : [options?: CallOptions<S>]
): CallQuery<S> {
  return { ...options, call: key };
}

type Given<T, Otherwise> = [T] extends [object] ? T : Otherwise;

/** What a function of the batch answers. */
export type CallAnswer<S extends CallShape = CallShape> = {
  rows: S['row'][];
  totals: Given<S['totals'], Record<string, never>>;
  period: Days;
  compared: { period: Days } | null;
} & Given<S['more'], unknown>;

export type Query = MetricQuery | CallQuery;
export const isCall = (query: Query): query is CallQuery => 'call' in query;

export type Queries = Readonly<Record<string, Query>>;
type AnswerOf<Q> =
  Q extends MetricQuery<infer M, infer C>
    ? MetricAnswer<M, C>
    : Q extends CallQuery<infer S>
      ? CallAnswer<S>
      : never;
/** The answers to a widget's queries, each under its name. */
export type Answers<Q extends Queries> = { readonly [K in keyof Q]: AnswerOf<Q[K]> };
