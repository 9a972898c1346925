import type { CrudFilter } from '@refinedev/core';

/** What a list shows, as it stands in the address. */
export interface ListState {
  /** From 1. */
  page: number;
  /** Rows a page. */
  size: number;
  /** What is searched for. */
  q: string;
  sort: { field: string; order: 'asc' | 'desc' };
  /** Only what belongs to the reader. */
  mine: boolean;
  /** Chosen values by filter; a filter without any is not in it. */
  filters: Record<string, string[]>;
}

/** What an address may ask of a list; anything else in it is ignored. */
export interface ListRules {
  filters: readonly string[];
  sortable: readonly string[];
  /** A field, with `-` before it for descending. */
  defaultSort: string;
  mineByDefault: boolean;
  /** What filters narrow to as long as the address does not say otherwise. */
  defaults?: Record<string, readonly string[]>;
}

export const pageSizes = [25, 50, 100] as const;
/** Stands among a filter's values for "has none". */
export const noValue = 'none';

function readSort(text: string): ListState['sort'] {
  return text.startsWith('-')
    ? { field: text.slice(1), order: 'desc' }
    : { field: text.replace(/^\+/, ''), order: 'asc' };
}

const writeSort = ({ field, order }: ListState['sort']) => (order === 'desc' ? `-${field}` : field);

const positive = (text: string | null) => (/^[1-9]\d{0,6}$/.test(text ?? '') ? Number(text) : undefined);

/** Reads a list's state from an address; what is missing or makes no sense takes its default. */
export function readListState(params: URLSearchParams, rules: ListRules): ListState {
  const asked = readSort(params.get('sort') ?? '');
  const size = positive(params.get('size'));
  const filters: ListState['filters'] = {};
  for (const key of rules.filters) {
    const given = params.has(key) ? params.getAll(key) : (rules.defaults?.[key] ?? []);
    const values = [...new Set(given.filter((value) => value !== ''))];
    if (values.length > 0) filters[key] = values;
  }
  return {
    page: positive(params.get('page')) ?? 1,
    size: pageSizes.find((known) => known === size) ?? pageSizes[0],
    q: params.get('q') ?? '',
    sort: rules.sortable.includes(asked.field) ? asked : readSort(rules.defaultSort),
    mine: params.has('mine') ? params.get('mine') === '1' : rules.mineByDefault,
    filters,
  };
}

/** Writes a list's state into an address, as short as can be: defaults are left out. */
export function writeListState(state: ListState, rules: ListRules): URLSearchParams {
  const params = new URLSearchParams();
  if (state.q !== '') params.set('q', state.q);
  if (state.mine !== rules.mineByDefault) params.set('mine', state.mine ? '1' : '0');
  for (const key of rules.filters) {
    const values = state.filters[key] ?? [];
    const usual = rules.defaults?.[key] ?? [];
    if (values.join(' ') === usual.join(' ')) continue;
    // An empty value says that a filter which is usually on is off.
    for (const value of values.length > 0 ? values : ['']) params.append(key, value);
  }
  const sort = writeSort(state.sort);
  if (sort !== rules.defaultSort) params.set('sort', sort);
  if (state.size !== pageSizes[0]) params.set('size', String(state.size));
  if (state.page > 1) params.set('page', String(state.page));
  return params;
}

/** A range of calendar days as it stands in the address, `2026-01-01..2026-03-31`, both included; either may be missing. */
export interface DayRange {
  from: string | null;
  to: string | null;
}

/** Reads a range of days; null for what is none. */
export function readDays(text: string | undefined): DayRange | null {
  const found = /^(\d{4}-\d{2}-\d{2})?\.\.(\d{4}-\d{2}-\d{2})?$/.exec(text ?? '');
  if (!found || (!found[1] && !found[2])) return null;
  const days = [found[1], found[2]].filter((day) => day !== undefined);
  if (days.some((day) => new Date(`${day}T00:00Z`).toJSON()?.slice(0, 10) !== day)) return null;
  return { from: found[1] ?? null, to: found[2] ?? null };
}

/** Writes a range of days as the address has it; nothing for an empty one. */
export const writeDays = ({ from, to }: DayRange): string[] =>
  from || to ? [`${from ?? ''}..${to ?? ''}`] : [];

/** The values of a filter as conditions take them: null for "none". */
export const valuesOf = (values: readonly string[]): (string | null)[] =>
  values.map((value) => (value === noValue ? null : value));

/** The column that a filter asks, or the conditions that its values mean where they are more than that. */
export type Asked = string | ((values: readonly string[]) => CrudFilter[]);

/**
 * The conditions that a state's filters (and "mine") mean.
 * @param asked what each filter asks
 * @param owner the owner column and the reader's profile, for "mine"
 */
export function toConditions(
  { filters, mine }: Pick<ListState, 'filters' | 'mine'>,
  asked: Record<string, Asked>,
  owner?: { field: string; me: string },
): CrudFilter[] {
  const conditions: CrudFilter[] = [];
  if (mine && owner) conditions.push({ field: owner.field, operator: 'in', value: [owner.me] });
  for (const [key, values] of Object.entries(filters)) {
    const ask = asked[key];
    if (!ask) continue;
    if (typeof ask === 'function') conditions.push(...ask(values));
    else conditions.push({ field: ask, operator: 'in', value: valuesOf(values) });
  }
  return conditions;
}
