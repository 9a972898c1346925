import type { BaseRecord, CrudFilter, DataProvider } from '@refinedev/core';

/** The API gives 1,000 rows an answer at the most, one of which tells whether there are more. */
const page = 999;

/** What is asked of a list to have all of it. */
export interface Asked {
  provider: Pick<DataProvider, 'getList'>;
  resource: string;
  /** Columns and embedded tables to ask for, the `id` among them. */
  select: string;
  filters: CrudFilter[];
  rpc?: { name: string; args: Record<string, unknown> };
  signal: AbortSignal;
}

/**
 * Reads every row of a filter with the caller's own rights, page after page by id, so that rows which come or go
 * meanwhile neither double nor hide others. Rejects with the signal's reason when it is cancelled.
 */
export async function* everyPage<T extends BaseRecord>({
  provider,
  resource,
  select,
  filters,
  rpc,
  signal,
}: Asked): AsyncGenerator<T[]> {
  let last: string | undefined;
  for (;;) {
    const { data, total } = await provider.getList<T>({
      resource,
      pagination: { currentPage: 1, pageSize: page, mode: 'server' },
      sorters: [{ field: 'id', order: 'asc' }],
      filters: last === undefined ? filters : [...filters, { field: 'id', operator: 'gt', value: last }],
      meta: { select, count: 'none', rpc, signal },
    });
    signal.throwIfAborted();
    yield data;
    const end = data.at(-1)?.id;
    if (end === undefined || total <= data.length) return;
    last = String(end);
  }
}
