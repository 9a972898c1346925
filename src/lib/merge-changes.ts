import { type FieldType, sameValue } from './checks';

export type Values = Record<string, unknown>;

/** A field that both changed, and not alike. */
export interface Clash {
  name: string;
  mine: unknown;
  theirs: unknown;
}

/** The fields in which two versions differ. */
export function changedFields(types: Record<string, FieldType>, before: Values, after: Values): string[] {
  return Object.entries(types)
    .filter(([name, type]) => !sameValue(type, before[name], after[name]))
    .map(([name]) => name);
}

/**
 * What happens when a record is saved over somebody else's newer version.
 * @param base what the form was loaded with
 * @returns the fields that both changed differently, and those that only they changed
 */
export function mergeChanges(
  types: Record<string, FieldType>,
  { base, mine, theirs }: { base: Values; mine: Values; theirs: Values },
): { clashes: Clash[]; theirsOnly: string[] } {
  const changedByMe = new Set(changedFields(types, base, mine));
  const changedByThem = changedFields(types, base, theirs);
  const clashes = changedByThem
    .filter((name) => changedByMe.has(name) && !sameValue(types[name] ?? 'text', mine[name], theirs[name]))
    .map((name) => ({ name, mine: mine[name], theirs: theirs[name] }));
  return { clashes, theirsOnly: changedByThem.filter((name) => !changedByMe.has(name)) };
}
