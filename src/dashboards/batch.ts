import { AtriumError, fromApi } from '../lib/errors';
import type { Cut, Grain, Metric } from './keys';
import type { Answers, MetricAnswer, MetricQuery, Queries } from './metrics';
import { type DashboardState, grainOf } from './period';

/** One request of `query_metrics`, as it is sent. */
export interface MetricRequest {
  id: string;
  metrics: readonly Metric[];
  by?: string[];
  order?: { by: string; direction: 'asc' | 'desc' };
  limit?: number;
  range: { preset: string } | { from: string; to: string };
  compare?: string;
}

/** The request for a widget's query under the filter bar's state. */
export function requestFor(id: string, query: MetricQuery, state: DashboardState): MetricRequest {
  const period = query.range ?? state.period;
  const name = (cut: Cut | Metric) => (cut === 'time' ? grainOf(period) : cut);
  return {
    id,
    metrics: query.metrics,
    ...(query.by.length > 0 && { by: query.by.map(name) }),
    ...(query.order && { order: { ...query.order, by: name(query.order.by) } }),
    ...(query.limit && { limit: query.limit }),
    range: typeof period === 'string' ? { preset: period } : period,
    // What is cut has no compared rows, only totals: they are asked where they are shown.
    ...(state.compare !== 'none' && !query.range && query.by.length === 0 && { compare: state.compare }),
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

/** The answer to one query, in the shape that its widget was typed for. Raises AtriumError for a refused one. */
function readAnswer(found: unknown, query: MetricQuery, state: DashboardState): MetricAnswer {
  if (!isJson(found)) throw new AtriumError('unknown', 'errors.mismatch', { cause: found });
  const { error } = found;
  if (isJson(error)) {
    const text = (name: string) => (typeof error[name] === 'string' ? error[name] : undefined);
    throw fromApi({ code: text('code'), message: text('message'), hint: text('key') }, 400);
  }
  if (!Array.isArray(found.rows) || !isJson(found.totals) || !isJson(found.period))
    throw new AtriumError('unknown', 'errors.mismatch', { cause: found });
  const grain: Grain | null = query.by.includes('time') ? grainOf(query.range ?? state.period) : null;
  const rows = grain
    ? found.rows.map((row: Json) => ({ ...row, time: row[grain], time_label: row[`${grain}_label`] }))
    : found.rows;
  // What a row holds is the database's word: the keys that were asked for, each a number or null.
  return { ...found, rows, grain, compared: found.compared ?? null } as unknown as MetricAnswer;
}

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
