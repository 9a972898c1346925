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
  /** The saved view that it began with, `allRows` for none; null where the address says nothing of views. */
  view: string | null;
  /** Columns in their order; null for the reader's own. */
  columns: string[] | null;
  /** null for the reader's own. */
  density: Density | null;
}

export const densities = ['comfortable', 'compact'] as const;
/** How much room rows take. */
export type Density = (typeof densities)[number];
/** Stands in the address for "no saved view, whatever the list usually opens with". */
export const allRows = 'all';

/** What an address may ask of a list; anything else in it is ignored. */
export interface ListRules {
  filters: readonly string[];
  sortable: readonly string[];
  /** A field, with `-` before it for descending. */
  defaultSort: string;
  mineByDefault: boolean;
  /** Whether a filter can take a value; without it each can take any. */
  fits?: (key: string, value: string) => boolean;
  /** What filters narrow to as long as the address does not say otherwise. */
  defaults?: Record<string, readonly string[]>;
}

export const pageSizes = [25, 50, 100] as const;
/** Stands among a filter's values for "has none". */
export const noValue = 'none';

/** Reads an order: a field, with `-` before it for descending. */
export function readSort(text: string): ListState['sort'] {
  return text.startsWith('-')
    ? { field: text.slice(1), order: 'desc' }
    : { field: text.replace(/^\+/, ''), order: 'asc' };
}

/** Writes an order as `readSort` reads it. */
export const writeSort = ({ field, order }: ListState['sort']) => (order === 'desc' ? `-${field}` : field);

const positive = (text: string | null) => (/^[1-9]\d{0,6}$/.test(text ?? '') ? Number(text) : undefined);

/** Reads a list's state from an address; what is missing or makes no sense takes its default. */
export function readListState(params: URLSearchParams, rules: ListRules): ListState {
  const asked = readSort(params.get('sort') ?? '');
  const size = positive(params.get('size'));
  const filters: ListState['filters'] = {};
  for (const key of rules.filters) {
    const given = params.has(key) ? params.getAll(key) : (rules.defaults?.[key] ?? []);
    const values = [...new Set(given.filter((value) => value !== '' && (rules.fits?.(key, value) ?? true)))];
    if (values.length > 0) filters[key] = values;
  }
  const columns = (params.get('columns') ?? '').split(' ').filter((key) => /^\w+$/.test(key));
  return {
    page: positive(params.get('page')) ?? 1,
    size: pageSizes.find((known) => known === size) ?? pageSizes[0],
    q: params.get('q') ?? '',
    sort: rules.sortable.includes(asked.field) ? asked : readSort(rules.defaultSort),
    mine: params.has('mine') ? params.get('mine') === '1' : rules.mineByDefault,
    filters,
    view: params.get('view') || null,
    columns: columns.length > 0 ? [...new Set(columns)] : null,
    density: densities.find((known) => known === params.get('density')) ?? null,
  };
}

/** What an address may ask of every list, whatever its filters. */
const everyList = ['page', 'size', 'q', 'sort', 'mine', 'view', 'columns', 'density'];

/** What an address narrows by that this list, or this reader, does not have: it is left out, and should be said. */
export function unknownFilters(params: URLSearchParams, { filters, fits }: ListRules): string[] {
  const unknown = [...params].filter(([key, value]) => {
    if (everyList.includes(key)) return false;
    return !filters.includes(key) || (value !== '' && fits !== undefined && !fits(key, value));
  });
  return [...new Set(unknown.map(([key]) => key))];
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
  if (state.view) params.set('view', state.view);
  if (state.columns) params.set('columns', state.columns.join(' '));
  if (state.density) params.set('density', state.density);
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

/** A range of numbers as it stands in the address, `100..500`, both included; either may be missing. */
export interface NumberRange {
  from: number | null;
  to: number | null;
}

/** Reads a range of numbers; null for what is none. */
export function readNumbers(text: string | undefined): NumberRange | null {
  const found = /^(-?\d{1,12}(?:\.\d{1,4})?)?\.\.(-?\d{1,12}(?:\.\d{1,4})?)?$/.exec(text ?? '');
  if (!found || (found[1] === undefined && found[2] === undefined)) return null;
  const number = (part: string | undefined) => (part === undefined ? null : Number(part));
  return { from: number(found[1]), to: number(found[2]) };
}

/** Writes a range of numbers as the address has it; nothing for an empty one. */
export const writeNumbers = ({ from, to }: NumberRange): string[] =>
  from === null && to === null ? [] : [`${from ?? ''}..${to ?? ''}`];

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
