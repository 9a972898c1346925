import { noValue } from '../lib/list-state';

/** Dimensions by which the filter bar narrows a dashboard, each as the metric layer knows its values. */
const filterKinds = {
  team: 'entity',
  owner: 'entity',
  sales_region: 'value',
  product_line: 'value',
  pipeline: 'entity',
  deal_size: 'value',
} as const satisfies Record<string, 'entity' | 'value'>;

export type FilterKey = keyof typeof filterKinds;
export const filterKeys = Object.keys(filterKinds) as readonly FilterKey[];

/** Chosen values by dimension (null: those that have none); a dimension without any is not in it. */
export type Filters = Partial<Record<FilterKey, readonly (string | null)[]>>;

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
const most = 100;

/** Reads the filters of an address; values that make no sense are left out. */
export function readFilters(params: URLSearchParams): Filters {
  const filters: Filters = {};
  for (const key of filterKeys) {
    const values = [...new Set(params.getAll(key))]
      .filter((text) => text === noValue || (filterKinds[key] === 'entity' ? isId(text) : text.trim() !== ''))
      .slice(0, most)
      .map((text) => (text === noValue ? null : text));
    if (values.length > 0) filters[key] = values;
  }
  return filters;
}

/** Writes filters into an address in place of those that stand there. */
export function writeFilters(filters: Filters, params: URLSearchParams): void {
  for (const key of filterKeys) {
    params.delete(key);
    for (const value of filters[key] ?? []) params.append(key, value ?? noValue);
  }
}
