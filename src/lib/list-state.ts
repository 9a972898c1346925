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
    const values = [...new Set(params.getAll(key).filter((value) => value !== ''))];
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
  for (const key of rules.filters) for (const value of state.filters[key] ?? []) params.append(key, value);
  const sort = writeSort(state.sort);
  if (sort !== rules.defaultSort) params.set('sort', sort);
  if (state.size !== pageSizes[0]) params.set('size', String(state.size));
  if (state.page > 1) params.set('page', String(state.page));
  return params;
}

/** A condition in Refine's words. */
export interface InFilter {
  field: string;
  operator: 'in';
  value: (string | null)[];
}

/**
 * The conditions that a state's filters (and "mine") mean.
 * @param fields the column that each filter asks
 * @param owner the owner column and the reader's profile, for "mine"
 */
export function toConditions(
  { filters, mine }: Pick<ListState, 'filters' | 'mine'>,
  fields: Record<string, string>,
  owner?: { field: string; me: string },
): InFilter[] {
  const conditions: InFilter[] = [];
  if (mine && owner) conditions.push({ field: owner.field, operator: 'in', value: [owner.me] });
  for (const [key, values] of Object.entries(filters)) {
    const field = fields[key];
    if (!field) continue;
    conditions.push({
      field,
      operator: 'in',
      value: values.map((value) => (value === noValue ? null : value)),
    });
  }
  return conditions;
}
