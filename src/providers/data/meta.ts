import type { MetaQuery } from '@refinedev/core';

/** How many rows there are: counted, as the planner thinks, whichever of the two is cheap, or not asked at all. */
export type Count = 'exact' | 'planned' | 'estimated' | 'none';

/** What a `meta` may ask of the data provider. */
export interface DataMeta {
  /** Columns and embedded tables, in PostgREST's words: `*, owner:profiles!owner_id(full_name)`. Default `*`. */
  select: string;
  /** Default `exact`. */
  count: Count;
  /** Lists the rows that a stable function `search_…` or `list_…` gives instead of the table's. */
  rpc?: { name: string; args: Record<string, unknown> };
  /**
   * Asks which rows a page has before asking for them. PostgREST joins what is embedded before it orders and cuts off, so that a
   * list which no index puts into order would join thousands of rows to show 25.
   */
  keysFirst: boolean;
  /** `false` deletes for good; else a delete is `trash_records`, which can be undone. */
  trash: boolean;
  /** Makes a create an upsert. */
  upsert: boolean;
  /** Columns of the unique key that an upsert meets, parted by commas. Default: the primary key. */
  onConflict?: string;
  /** The `updated_at` of the record that a form loaded: the update is refused when the record has changed since. */
  updatedAt?: string;
  /** For `custom`: the function is stable, so it is asked by GET. */
  stable: boolean;
  /** Ends the request when nobody waits for it any more. */
  signal?: AbortSignal;
}

const counts: readonly string[] = ['exact', 'planned', 'estimated', 'none'] satisfies Count[];
const isCount = (value: unknown): value is Count => typeof value === 'string' && counts.includes(value);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/**
 * Reads a `meta`. Refine mixes the address's query parameters into it, so nothing that a link could forge has an
 * effect: those are texts, never `true` or `false`, and which functions `rpc` may name is limited where it is used.
 */
export function readMeta(meta: MetaQuery = {}): DataMeta {
  const given: Record<string, unknown> = meta;
  const text = (name: string) => {
    const value = given[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const rpc = isObject(given.rpc) && typeof given.rpc.name === 'string' ? given.rpc : undefined;
  const signal = given.signal ?? meta.queryContext?.signal;
  return {
    select: text('select')?.replace(/\s+/g, '') ?? '*',
    count: isCount(given.count) ? given.count : 'exact',
    rpc: rpc && { name: String(rpc.name), args: isObject(rpc.args) ? rpc.args : {} },
    keysFirst: given.keysFirst === true,
    trash: given.trash !== false,
    upsert: given.upsert === true,
    onConflict: text('onConflict'),
    updatedAt: text('updatedAt'),
    stable: given.stable === true,
    signal: signal instanceof AbortSignal ? signal : undefined,
  };
}
