import type { ConditionalFilter, CrudFilter, LogicalFilter } from '@refinedev/core';

type Value = string | number | string[] | null;
export type Record = { [column: string]: Value };
/** A row, and the related rows that a filter can reach from it. */
export interface Row {
  own: Record;
  related: { [path: string]: Record[] };
}

/** Whether a row passes the filters, as the data provider's documentation says: the provider's answer is compared with it. */
export function passes(row: Row, filters: CrudFilter[]): boolean {
  return group(row, 'and', filters);
}

function group(row: Row, operator: 'and' | 'or', filters: CrudFilter[]): boolean {
  const paths = [...new Set(filters.map(pathOf))];
  const verdicts = paths.map((path) => {
    const same = filters.filter((filter) => pathOf(filter) === path);
    if (path === '') return combine(operator, same, (filter) => holds(row, filter));
    const related = row.related[path] ?? [];
    return related.some((record) => combine(operator, same, (filter) => holdsOn(record, filter)));
  });
  return operator === 'and' ? verdicts.every(Boolean) : verdicts.some(Boolean);
}

function holds(row: Row, filter: CrudFilter): boolean {
  return isGroup(filter) ? group(row, filter.operator, filter.value) : test(row.own, filter);
}

function holdsOn(record: Record, filter: CrudFilter): boolean {
  return isGroup(filter)
    ? combine(filter.operator, filter.value, (inner) => holdsOn(record, inner))
    : test(record, filter);
}

function combine<T>(operator: 'and' | 'or', items: T[], verdict: (item: T) => boolean): boolean {
  return operator === 'and' ? items.every(verdict) : items.some(verdict);
}

const isGroup = (filter: CrudFilter): filter is ConditionalFilter =>
  filter.operator === 'and' || filter.operator === 'or';

/** The related table that a filter is wholly about, or ''. */
function pathOf(filter: CrudFilter): string {
  if (!isGroup(filter)) return filter.field.includes('.') ? filter.field.replace(/\.\w+$/, '') : '';
  const paths = new Set(filter.value.map(pathOf));
  return paths.size === 1 ? ([...paths][0] ?? '') : '';
}

function test(record: Record, { field, operator, value }: LogicalFilter): boolean {
  const found = record[field.replace(/^.*\./, '')] ?? null;
  if (operator === 'null') return found === null;
  if (operator === 'nnull') return found !== null;
  const positive = /^n/.test(operator) ? operator.slice(1) : operator;
  const answer = matches(found, positive === 'e' || positive === 'es' ? 'eq' : positive, value);
  return positive === operator ? answer : !answer;
}

function matches(found: Value, operator: string, value: unknown): boolean {
  if (operator === 'eq' || operator === 'eqs') return found === value;
  if (operator === 'in') return Array.isArray(value) && value.includes(found);
  if (found === null) return false;
  if (Array.isArray(found)) {
    return operator === 'ina' && Array.isArray(value) && value.every((item) => found.includes(item));
  }
  if (operator === 'between') {
    const [from, to] = value as [Value, Value];
    return (from === null || found >= from) && (to === null || found <= to);
  }
  if (typeof found === 'number' && typeof value === 'number') {
    if (operator === 'lt') return found < value;
    if (operator === 'gt') return found > value;
    if (operator === 'lte') return found <= value;
    if (operator === 'gte') return found >= value;
  }
  const strict = operator === 'containss' || operator.endsWith('withs');
  const fold = (text: unknown) => (strict ? String(text) : String(text).toLowerCase());
  if (operator.startsWith('contains')) return fold(found).includes(fold(value));
  if (operator.startsWith('startswith')) return fold(found).startsWith(fold(value));
  if (operator.startsWith('endswith')) return fold(found).endsWith(fold(value));
  throw new Error(`no predicate for ${operator}`);
}
