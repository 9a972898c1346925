import type { CrudFilter } from '@refinedev/core';
import { addDays, startOfDay } from '../../lib/days';
import { noValue, readDays } from '../../lib/list-state';

export const and = (...value: CrudFilter[]): CrudFilter => ({ operator: 'and', value });
export const or = (...value: CrudFilter[]): CrudFilter => ({ operator: 'or', value });
export const isNull = (field: string): CrudFilter => ({ field, operator: 'null', value: true });
/** One of some values; null stands for none. */
export const oneOf = (field: string, values: readonly (string | null)[]): CrudFilter => ({
  field,
  operator: 'in',
  value: values,
});

/** A range of calendar days of a date column, or "none". */
export function dayIs(field: string, [value]: readonly string[]): CrudFilter[] {
  if (value === noValue) return [isNull(field)];
  const days = readDays(value);
  if (!days) return [];
  const bounds: CrudFilter[] = [];
  if (days.from) bounds.push({ field, operator: 'gte', value: days.from });
  if (days.to) bounds.push({ field, operator: 'lte', value: days.to });
  return bounds;
}

/** A range of calendar days, in a timezone, of a column of moments, or "none". */
export function momentIs(field: string, [value]: readonly string[], timezone: string): CrudFilter[] {
  if (value === noValue) return [isNull(field)];
  const days = readDays(value);
  if (!days) return [];
  const bounds: CrudFilter[] = [];
  if (days.from) bounds.push({ field, operator: 'gte', value: startOfDay(days.from, timezone) });
  if (days.to) bounds.push({ field, operator: 'lt', value: startOfDay(addDays(days.to, 1), timezone) });
  return bounds;
}
