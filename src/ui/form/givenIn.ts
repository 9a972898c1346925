import type { Values } from '../../lib/merge-changes';
import type { FieldDef } from './types';

/**
 * The names of the fields that the form of a new record says something of: of those that it shows, what is filled in, and what
 * was emptied although it has a value by default.
 */
export const givenIn = (fields: readonly FieldDef[], values: Values, byDefault: Values): string[] =>
  fields
    .filter(({ name, when }) => (when?.(values) ?? true) && (values[name] !== null || name in byDefault))
    .map(({ name }) => name);
