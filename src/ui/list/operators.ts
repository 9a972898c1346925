import type { CrudFilter } from '@refinedev/core';
import { noValue, readDays, readNumbers, valuesOf } from '../../lib/list-state';
import { type Calendar, daysOf, isRelative } from '../../lib/relative-days';
import type { FilterDef } from './types';

/** Stand among the values of a filter by people for who reads it, and for their team. */
export const me = 'me';
export const myTeam = 'my_team';

export const notKey = (key: string) => `${key}.not`;
export const exactKey = (key: string) => `${key}.is`;

/** Whether a filter can be turned round: its values are those of one column of the rows themselves. */
export const isNegatable = ({ field, options, conditions }: FilterDef) =>
  options === 'text' || (typeof options !== 'string' && !conditions && !field.includes('.'));

const negated =
  ({ field, options, exact }: FilterDef) =>
  (values: readonly string[]): CrudFilter[] => {
    if (values.length === 1 && values[0] === noValue) return [{ field, operator: 'nnull', value: true }];
    if (options === 'text')
      return values.map((value) => ({ field, operator: 'ne', value: exact?.(value) ?? value }));
    return [{ field, operator: 'nin', value: valuesOf(values) }];
  };

function meaning(def: FilterDef): FilterDef {
  const { field, exact } = def;
  if (exact)
    return {
      ...def,
      conditions: (values) => [
        { field, operator: 'in', value: values.map((value) => (value === noValue ? null : exact(value))) },
      ],
    };
  if (def.options === 'text')
    return {
      ...def,
      conditions: (values) => values.map((value) => ({ field, operator: 'contains', value })),
    };
  if (def.options === 'number')
    return {
      ...def,
      conditions: ([value]) => {
        if (value === noValue) return [{ field, operator: 'null', value: true }];
        const { from, to } = readNumbers(value) ?? { from: null, to: null };
        const bounds: CrudFilter[] = [];
        if (from !== null) bounds.push({ field, operator: 'gte', value: from });
        if (to !== null) bounds.push({ field, operator: 'lte', value: to });
        return bounds;
      },
    };
  return def;
}

/**
 * The filters of a list with what else can be asked of their columns: "is not" under `<key>.not`, for texts "is" under
 * `<key>.is` beside "contains".
 * @param word the label of an operator's filter
 */
export function withOperators(
  filters: readonly FilterDef[],
  word: (operator: 'is' | 'isNot', label: string) => string,
): FilterDef[] {
  return filters.flatMap((def) => {
    const variant = { ...def, lesser: true, usual: undefined, quick: undefined };
    const others: FilterDef[] = [];
    if (def.options === 'text' && !def.exact)
      others.push({
        ...variant,
        key: exactKey(def.key),
        label: word('is', def.label),
        conditions: (values) => [{ field: def.field, operator: 'in', value: values }],
      });
    if (isNegatable(def))
      others.push({
        ...variant,
        key: notKey(def.key),
        label: word('isNot', def.label),
        conditions: negated(def),
      });
    return [meaning(def), ...others];
  });
}

/** Whether a filter can take a value: days and numbers must be such. */
export function fits({ options, none, ranges }: FilterDef, value: string): boolean {
  if (value === noValue && none) return true;
  if (options === 'number') return readNumbers(value) !== null;
  if (options !== 'days') return true;
  return (
    isRelative(value) || readDays(value) !== null || (ranges?.some((range) => range.value === value) ?? false)
  );
}

/** Who reads a list, and when: what values such as "me" and "this week" mean. */
export interface Reader {
  id: string;
  team: readonly string[];
  calendar: Calendar;
}

/** The values of a filter as they are asked: "me" and "my team" as people, "this week" as its days. */
export function resolved(
  def: FilterDef,
  values: readonly string[],
  { id, team, calendar }: Reader,
): string[] {
  if (def.options === 'days')
    return values.map((value) => (isRelative(value) ? daysOf(value, calendar) : value));
  if (!def.people) return [...values];
  return [
    ...new Set(values.flatMap((value) => (value === me ? [id] : value === myTeam ? [id, ...team] : [value]))),
  ];
}
