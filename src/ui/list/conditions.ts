import type { CrudFilter } from '@refinedev/core';
import { addDays, startOfDay } from '../../lib/days';
import { noValue, readDays } from '../../lib/list-state';

/** A range of calendar days of a date column, or "none". */
export function dayIs(field: string, [value]: readonly string[]): CrudFilter[] {
  if (value === noValue) return [{ field, operator: 'null', value: true }];
  const days = readDays(value);
  if (!days) return [];
  const bounds: CrudFilter[] = [];
  if (days.from) bounds.push({ field, operator: 'gte', value: days.from });
  if (days.to) bounds.push({ field, operator: 'lte', value: days.to });
  return bounds;
}

/** A range of calendar days, in a timezone, of a column of moments, or "none". */
export function momentIs(field: string, [value]: readonly string[], timezone: string): CrudFilter[] {
  if (value === noValue) return [{ field, operator: 'null', value: true }];
  const days = readDays(value);
  if (!days) return [];
  const bounds: CrudFilter[] = [];
  if (days.from) bounds.push({ field, operator: 'gte', value: startOfDay(days.from, timezone) });
  if (days.to) bounds.push({ field, operator: 'lt', value: startOfDay(addDays(days.to, 1), timezone) });
  return bounds;
}
