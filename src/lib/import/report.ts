import { byteOrderMark, csvLine } from '../csv';
import { patiently } from '../long-run';
import type { ImportClient } from './api';
import type { Issue } from './types';

const page = 1000;

interface ReportRow {
  row_number: number;
  raw: string[];
  issues: Issue[];
}

/**
 * The rows that were not taken as a CSV file to mend and send again: the file's own columns, then the row's number and
 * what is wrong. The two more columns belong to no field, so that they do no harm on the way back.
 * @param texts heads of the two columns, and an issue in the reader's language
 * @param only refuse: what was refused; kept: what could not be undone
 */
export async function* reportLines(
  client: ImportClient,
  job: string,
  columns: readonly string[],
  texts: { row: string; problem: string; issue(issue: Issue): string },
  only: 'refuse' | 'kept' = 'refuse',
): AsyncGenerator<string> {
  yield byteOrderMark + csvLine([...columns, texts.row, texts.problem]);
  for (let after = 0; ; ) {
    const query = client
      .from('import_rows')
      .select('row_number, raw, issues')
      .eq('job_id', job)
      .gt('row_number', after);
    const which = only === 'kept' ? query.eq('status', 'kept') : query.is('refused', true);
    const rows = (await patiently(() => which.order('row_number').limit(page))) as ReportRow[];
    for (const { row_number, raw, issues } of rows) {
      const cells = columns.map((_, at) => raw[at] ?? '');
      yield csvLine([...cells, row_number, issues.map(texts.issue).join(' · ')]);
    }
    const last = rows.at(-1);
    if (!last || rows.length < page) return;
    after = last.row_number;
  }
}
