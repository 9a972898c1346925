import { AtriumError, fromApi } from '../lib/errors';
import type { FilterKey, Filters } from './filters';
import { filterKeys } from './filters';
import { type Cut, type Grain, type Metric, metricKind } from './keys';
import {
  type Answers,
  type CallAnswer,
  isCall,
  type MetricAnswer,
  type MetricQuery,
  type Queries,
  type Query,
} from './metrics';
import { type DashboardState, grainOf } from './period';

interface Common {
  id: string;
  range: { preset: string } | { from: string; to: string };
  compare?: string;
  filters?: Filters;
}

/** One request of `query_metrics`, as it is sent. */
export type MetricRequest = Common &
  (
    | {
        metrics: readonly Metric[];
        by?: string[];
        order?: { by: string; direction: 'asc' | 'desc' };
        limit?: number;
        pace?: true;
      }
    | { call: string; args?: object }
  );

/** Whether a query's figures are those of the filter bar's period. */
export const followsPeriod = (query: Query): boolean =>
  !query.range &&
  (isCall(query) ? !query.now : query.metrics.some((metric) => metricKind(metric).drill.time));

/**
 * Whether a query's figures are set against the filter bar's comparison. What is cut has no compared rows, only totals: they
 * are asked where they are shown; a function compares by itself, where its query says so.
 */
export const followsComparison = (query: Query): boolean =>
  !isCall(query) && !query.compare && query.by.length === 0 && followsPeriod(query);

/** The comparison of a query: its own, else the filter bar's where it follows that. */
function comparisonOf(query: Query, state: DashboardState): { compare?: string } {
  const compare = query.compare ?? (followsComparison(query) ? state.compare : 'none');
  return compare === 'none' ? {} : { compare };
}

/** The request for a widget's query under the filter bar's state. */
export function requestFor(id: string, query: Query, state: DashboardState): MetricRequest {
  const period = isCall(query) && query.now ? 'all' : (query.range ?? state.period);
  const name = (cut: Cut | Metric) => (cut === 'time' ? grainOf(period) : cut);
  const common = {
    id,
    range: typeof period === 'string' ? { preset: period } : period,
    ...comparisonOf(query, state),
    ...(Object.keys(state.filters).length > 0 && { filters: state.filters }),
  };
  if (isCall(query)) return { ...common, call: query.call, ...(query.args && { args: query.args }) };
  return {
    ...common,
    metrics: query.metrics,
    ...(query.by.length > 0 && { by: query.by.map(name) }),
    ...(query.order && { order: { ...query.order, by: name(query.order.by) } }),
    ...(query.limit && { limit: query.limit }),
    ...(query.pace && { pace: query.pace }),
  };
}

const separator = '/';

/** Every query of every widget as one batch; a query that several widgets ask is asked once. */
export function batchFor(widgets: Readonly<Record<string, Queries>>, state: DashboardState) {
  const requests: MetricRequest[] = [];
  const sameAs = new Map<string, string>();
  /** Under which id each query is answered, by `widget/query`. */
  const ids = new Map<string, string>();
  for (const [widget, queries] of Object.entries(widgets)) {
    for (const [name, query] of Object.entries(queries)) {
      const key = widget + separator + name;
      const { id: _, ...asked } = requestFor(key, query, state);
      const text = JSON.stringify(asked);
      const known = sameAs.get(text);
      ids.set(key, known ?? key);
      if (known) continue;
      sameAs.set(text, key);
      requests.push({ id: key, ...asked });
    }
  }
  return { requests, ids };
}

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

const errorOf = (found: unknown) => (isJson(found) && isJson(found.error) ? found.error : undefined);

/** Asks a batch, and again, by itself, what the database had no time left for: as long as each call answers something. */
export async function askWhole(
  requests: readonly MetricRequest[],
  ask: (requests: readonly MetricRequest[]) => Promise<unknown>,
): Promise<Json> {
  const found = await ask(requests);
  const answer = isJson(found) ? found : {};
  const left = requests.filter(({ id }) => errorOf(answer[id])?.key === 'not_started');
  if (left.length === 0 || left.length === requests.length) return answer;
  try {
    return { ...answer, ...(await askWhole(left, ask)) };
  } catch (error) {
    // what has been answered is worth more than word of what was not
    if (error instanceof AtriumError && error.kind === 'timeout') return answer;
    throw error;
  }
}

/** A query cannot be narrowed by a dimension that the filter bar has set: its figures would be wrong. */
export class LacksDimension extends Error {
  constructor(readonly dimension: FilterKey) {
    super(`cannot be narrowed by ${dimension}`);
    this.name = 'LacksDimension';
  }
}

/** The failure that an answer tells of. */
function failureOf(error: Json, state: DashboardState): Error {
  const text = (name: string) => (typeof error[name] === 'string' ? error[name] : undefined);
  const lacking = filterKeys.find((key) => key in state.filters && text('field') === `filters.${key}`);
  if (lacking && text('key') !== 'bad_filters') return new LacksDimension(lacking);
  return fromApi({ code: text('code'), message: text('message'), hint: text('key') }, 400);
}

/** The answer to one query, in the shape that its widget was typed for. Raises AtriumError or LacksDimension. */
function readAnswer(found: unknown, query: Query, state: DashboardState): MetricAnswer | CallAnswer {
  if (!isJson(found)) throw new AtriumError('unknown', 'errors.mismatch', { cause: found });
  const error = errorOf(found);
  if (error) throw failureOf(error, state);
  if (!Array.isArray(found.rows) || !isJson(found.period))
    throw new AtriumError('unknown', 'errors.mismatch', { cause: found });
  const compared = found.compared ?? null;
  // What rows hold is the database's word: the keys that were asked for, or those of the function that was called.
  if (isCall(query)) return { totals: {}, ...found, compared } as unknown as CallAnswer;
  if (!isJson(found.totals)) throw new AtriumError('unknown', 'errors.mismatch', { cause: found });
  const grain: Grain | null = query.by.includes('time') ? grainOf(query.range ?? state.period) : null;
  const rows = grain
    ? found.rows.map((row: Json) => ({ ...row, time: row[grain], time_label: row[`${grain}_label`] }))
    : found.rows;
  return { ...found, rows, grain, compared } as unknown as MetricAnswer;
}

/** The answer to one query of metrics that was asked by itself. Raises as `resultsOf` reports. */
export const readMetrics = (found: unknown, query: MetricQuery, state: DashboardState): MetricAnswer =>
  readAnswer(found, query, state) as MetricAnswer;

/** A widget's answers, or the first failure among them. */
export type WidgetResult = { data: Answers<Queries> } | { error: unknown };

/** Deals a batch's answer out to the widgets, so that a refused query is its own widget's failure alone. */
export function resultsOf(
  widgets: Readonly<Record<string, Queries>>,
  ids: ReadonlyMap<string, string>,
  answer: unknown,
  state: DashboardState,
): Record<string, WidgetResult> {
  const answers = isJson(answer) ? answer : {};
  return Object.fromEntries(
    Object.entries(widgets).map(([widget, queries]) => {
      try {
        const data = Object.fromEntries(
          Object.entries(queries).map(([name, query]) => [
            name,
            readAnswer(answers[ids.get(widget + separator + name) ?? ''], query, state),
          ]),
        );
        return [widget, { data }];
      } catch (error) {
        return [widget, { error }];
      }
    }),
  );
}
