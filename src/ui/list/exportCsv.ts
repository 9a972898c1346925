import type { BaseRecord } from '@refinedev/core';
import { currentTime } from '../../lib/clock';
import { byteOrderMark, csvFileName, csvLine } from '../../lib/csv';
import { saveAs } from '../../lib/saveAs';
import type { ExportSpec } from './ExportButton';
import { type Asked, everyPage } from './everyPage';

interface Job<T> extends ExportSpec<T>, Asked {
  /** Told how many rows there are after each page. */
  onProgress: (rows: number) => void;
}

/** Writes every row of a filter, as `everyPage` reads them. Rejects with the signal's reason when it is cancelled. */
export async function exportCsv<T extends BaseRecord>(job: Job<T>): Promise<Blob> {
  const { columns, onProgress } = job;
  const parts: string[] = [byteOrderMark + csvLine(columns.map(({ title }) => title))];
  let rows = 0;
  for await (const data of everyPage<T>(job)) {
    parts.push(data.map((row) => csvLine(columns.map(({ value }) => value(row)))).join(''));
    rows += data.length;
    onProgress(rows);
  }
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}

/** Hands a file to the browser to be saved under the title and today's date; a CSV file unless the ending says otherwise. */
export function saveFile(file: Blob, title: string, ending = 'csv'): void {
  saveAs(file, csvFileName(title, currentTime()).replace(/csv$/, ending));
}
