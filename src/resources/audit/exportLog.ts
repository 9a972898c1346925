import { byteOrderMark, csvLine } from '../../lib/csv';
import { type AuditLine, type AuditNames, type AuditPage, readPage } from '../../ui/audit/lines';

const page = 500;

/**
 * Reads every line that a filter means, page after page, into a CSV file. Rejects with the signal's reason when cancelled.
 * @param ask calls `list_audit`
 * @param titles the heads of the columns
 * @param row the cells of a line, beside those that name its page's records
 */
export async function exportLog(options: {
  ask: (payload: Record<string, unknown>) => Promise<unknown>;
  payload: Record<string, unknown>;
  titles: readonly string[];
  row: (line: AuditLine, names: AuditNames) => readonly (string | number | null)[];
  signal: AbortSignal;
  onProgress: (lines: number) => void;
}): Promise<Blob> {
  const { ask, payload, titles, row, signal, onProgress } = options;
  const parts = [byteOrderMark + csvLine(titles)];
  let before: AuditPage['next'] = null;
  let done = 0;
  do {
    const { lines, names, next } = readPage(await ask({ ...payload, before, limit: page }));
    signal.throwIfAborted();
    parts.push(lines.map((line) => csvLine(row(line, names))).join(''));
    done += lines.length;
    onProgress(done);
    before = next;
  } while (before);
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}
