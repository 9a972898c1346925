import type { BaseRecord, CrudFilter, DataProvider } from '@refinedev/core';
import { byteOrderMark, csvFileName, csvLine } from '../../lib/csv';
import type { ExportSpec } from './ExportButton';

/** The API gives 1,000 rows an answer at the most, one of which tells whether there are more. */
const page = 999;

interface Job<T> extends ExportSpec<T> {
  provider: Pick<DataProvider, 'getList'>;
  resource: string;
  filters: CrudFilter[];
  rpc?: { name: string; args: Record<string, unknown> };
  signal: AbortSignal;
  /** Told how many rows there are after each page. */
  onProgress: (rows: number) => void;
}

/**
 * Reads every row of a filter with the caller's own rights, page after page by id, so that rows which come or go
 * meanwhile neither double nor hide others. Rejects with the signal's reason when it is cancelled.
 */
export async function exportCsv<T extends BaseRecord>(job: Job<T>): Promise<Blob> {
  const { provider, resource, select, columns, filters, rpc, signal, onProgress } = job;
  const parts: string[] = [byteOrderMark + csvLine(columns.map(({ title }) => title))];
  let last: string | undefined;
  let rows = 0;
  for (;;) {
    const { data, total } = await provider.getList<T>({
      resource,
      pagination: { currentPage: 1, pageSize: page, mode: 'server' },
      sorters: [{ field: 'id', order: 'asc' }],
      filters: last === undefined ? filters : [...filters, { field: 'id', operator: 'gt', value: last }],
      meta: { select, count: 'none', rpc, signal },
    });
    signal.throwIfAborted();
    parts.push(data.map((row) => csvLine(columns.map(({ value }) => value(row)))).join(''));
    rows += data.length;
    onProgress(rows);
    const end = data.at(-1)?.id;
    if (end === undefined || total <= data.length) return new Blob(parts, { type: 'text/csv;charset=utf-8' });
    last = String(end);
  }
}

/** Hands a file to the browser to be saved under the title and today's date; a CSV file unless the ending says otherwise. */
export function saveFile(file: Blob, title: string, ending = 'csv'): void {
  const address = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), {
    href: address,
    download: csvFileName(title, new Date()).replace(/csv$/, ending),
  });
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(address);
}
