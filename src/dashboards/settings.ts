import type { $ZodType } from 'zod/v4/core';
import type { Queries } from './metrics';
import type { WidgetSpec } from './plugin';

/** What a reader may set for a tile, as it is stored with the layout. */
export interface WidgetSettings<S extends object> {
  /** Raised whenever the schema no longer reads what was stored before. */
  version: number;
  /** What settings look like; each with a default, so that `{}` is read too. `zod/mini` keeps specs small. */
  schema: $ZodType<S>;
  /** Turns settings of a former version into those of the present one. */
  migrate?: (stored: Record<string, unknown>, version: number) => unknown;
}

/** Settings with the version of the schema that wrote them. */
export interface StoredSettings {
  version: number;
  values: Record<string, unknown>;
}

/** What a schema makes of a value. Raises when it does not read it. */
export function parseSettings<S extends object>(schema: $ZodType<S>, value: unknown): S {
  const result = schema['~standard'].validate(value);
  if (result instanceof Promise) throw new Error('settings are read without waiting');
  if (result.issues) throw new Error(result.issues.map(({ message }) => message).join('; '));
  return result.value;
}

/**
 * A tile's settings: stored ones, brought up to the present version, over those that the layout gives. What cannot be
 * read any more gives way to the defaults, so that a widget is always drawn.
 */
export function readSettings(
  spec: Pick<WidgetSpec, 'settings'>,
  given: object = {},
  stored?: StoredSettings | null,
): object {
  const { settings } = spec;
  if (!settings) return {};
  if (stored)
    try {
      const { version, values } = stored;
      const now = version === settings.version ? values : (settings.migrate?.(values, version) ?? values);
      return parseSettings(settings.schema, now);
    } catch (error) {
      console.warn('A tile’s stored settings could not be read; it takes its defaults', error);
    }
  return parseSettings(settings.schema, given);
}

/** What a widget asks under its settings. */
export const queriesOf = (spec: WidgetSpec, settings: object): Queries =>
  typeof spec.queries === 'function' ? spec.queries(settings) : spec.queries;
