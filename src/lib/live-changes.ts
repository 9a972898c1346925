/** An event of a private topic: keys alone. */
export interface LiveEvent {
  table: string;
  /** The record, where it is one. */
  id?: string;
  /** So many rows that none is named. */
  many?: boolean;
  /** The tab whose request it was. */
  by?: string;
}

/** What changed since it was last looked at. */
export class LiveChanges {
  private readonly tables = new Set<string>();
  private readonly whole = new Set<string>();
  private readonly records = new Set<string>();

  get isEmpty(): boolean {
    return this.tables.size === 0 && this.whole.size === 0 && this.records.size === 0;
  }

  add({ table, id, many }: LiveEvent): void {
    if (id !== undefined) this.records.add(id);
    else if (many) this.whole.add(table);
    else this.tables.add(table);
  }

  /** What has come together, which is then forgotten here. */
  take(): Taken {
    const taken = {
      tables: new Set([...this.tables, ...this.whole]),
      whole: new Set(this.whole),
      records: new Set(this.records),
    };
    this.tables.clear();
    this.whole.clear();
    this.records.clear();
    return taken;
  }
}

export interface Taken {
  /** Tables of which rows changed, */
  tables: ReadonlySet<string>;
  /** those of which any record may have, */
  whole: ReadonlySet<string>;
  /** and records that did. */
  records: ReadonlySet<string>;
}

/** Tables whose changes are told; the figures of dashboards count their rows. */
const liveTables = new Set(['customers', 'deals', 'orders', 'activities', 'tickets', 'tasks', 'events']);

/** Whether changes of a table, and who looks at one of its records, are told. */
export const isLiveTable = (table: string) => liveTables.has(table);
/** What of a record's page tells of other tables: what hangs on it. */
const tellsOfOthers = new Set(['timeline', 'overview']);
/** What of a table shows rows of one other. */
const showsToo: Record<string, string> = { day: 'events' };
/** What of a table is about one record. */
const ofOneRecord = new Set(['one', 'overview', 'timeline', 'shares', 'where', 'why']);

/** Whether a query, by its key, is out of date by what changed. */
export function concerns({ tables, whole, records }: Taken, key: readonly unknown[]): boolean {
  if (key[0] === 'query_metrics') return [...tables].some((table) => isLiveTable(table));
  if (key[0] !== 'data') return false;
  const [, , table, what, ...more] = key.map((part) => (typeof part === 'string' ? part : ''));
  if (table === undefined) return false;
  if (more.some((part) => records.has(part))) return true;
  if (what !== undefined && tellsOfOthers.has(what) && [...tables].some((one) => one !== table)) return true;
  if (what !== undefined && tables.has(showsToo[what] ?? '')) return true;
  if (what !== undefined && ofOneRecord.has(what)) return whole.has(table);
  return tables.has(table);
}

/**
 * The rows of a list as they are now, in the order in which they stand, so that nothing moves: those that are no longer
 * there stay as they were. `moved` says that there is more to it: others, or another order; `fresh` counts those that are new.
 */
export function inPlace<T extends { id?: unknown }>(
  shown: readonly T[],
  now: readonly T[],
): { rows: T[]; moved: boolean; fresh: number } {
  const byId = new Map(now.map((row) => [row.id, row]));
  const known = new Set(shown.map(({ id }) => id));
  return {
    rows: shown.map((row) => byId.get(row.id) ?? row),
    moved: shown.length !== now.length || now.some((row, place) => row.id !== shown[place]?.id),
    fresh: now.filter(({ id }) => !known.has(id)).length,
  };
}
