import { batchFor, type MetricRequest, resultsOf } from './batch';
import type { Answers, Queries } from './metrics';
import { type DashboardState, defaultState } from './period';
import type { WidgetSpec } from './plugin';
import { parseSettings, queriesOf } from './settings';

/** A widget's queries under settings (its defaults unless given). Raises when its schema refuses them. */
export function queriesUnder<Q extends Queries, S extends object>(
  spec: WidgetSpec<Q, S>,
  settings: Partial<S> = {},
): Q {
  const own = spec as unknown as WidgetSpec;
  return queriesOf(own, own.settings ? parseSettings(own.settings.schema, settings) : {}) as Q;
}

/** What a widget sends to the metric layer, for a state of the filter bar. */
export function requestsOf<Q extends Queries, S extends object>(
  spec: WidgetSpec<Q, S>,
  { state = defaultState, settings }: { state?: DashboardState; settings?: Partial<S> } = {},
): MetricRequest[] {
  return batchFor({ widget: queriesUnder(spec, settings) }, state).requests;
}

/**
 * The data that a widget's component gets for what the database answered (`{ '<query>': {rows, totals, …} }`), read as the
 * host reads it. Raises for a refused query.
 */
export function dataFor<Q extends Queries, S extends object>(
  spec: WidgetSpec<Q, S>,
  answers: { readonly [K in keyof Q]: unknown },
  { state = defaultState, settings }: { state?: DashboardState; settings?: Partial<S> } = {},
): Answers<Q> {
  const widgets = { widget: queriesUnder(spec, settings) };
  const { ids } = batchFor(widgets, state);
  const found = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [`widget/${name}`, answer]),
  );
  const { widget } = resultsOf(widgets, ids, found, state);
  if (!widget || 'error' in widget) throw widget?.error ?? new Error('no answer');
  return widget.data as Answers<Q>;
}
