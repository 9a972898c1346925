import { byteOrderMark, type CsvValue, csvLine } from '../lib/csv';
import type { Cut, Metric } from './keys';
import { type CellWords, isCall, type Queries, type Query } from './metrics';

type Row = Record<string, unknown>;

/** The words for a file's heads and cells. */
interface CsvWords extends CellWords {
  metric: (metric: Metric) => string;
  cut: (cut: Cut) => string;
}

interface Answered {
  rows: readonly object[];
  totals: object;
}

/** Whether a query's answer can be had as a file: a function's, where its columns are named. */
export const hasFile = (query: Query): boolean => !isCall(query) || query.file !== undefined;

/** The query that a widget is about: the first that gives rows for a file, else the first. */
export function mainQuery(queries: Queries): [name: string, query: Query] | undefined {
  const all = Object.entries(queries);
  return all.find(([, query]) => hasFile(query) && (isCall(query) || query.by.length > 0)) ?? all[0];
}

const cell = (value: unknown): CsvValue =>
  ['string', 'number', 'boolean'].includes(typeof value) ? (value as CsvValue) : null;

/** Heads of a file, and how each column's cells are read from a row. */
function columnsOf(query: Query, words: CsvWords): (readonly [string, (row: Row) => CsvValue])[] {
  if (isCall(query))
    return Object.entries(query.file ?? {}).map(([head, column]) => [
      words.t(head),
      (row) => (typeof column === 'string' ? cell(row[column]) : column(row as never, words)),
    ]);
  return [
    ...query.by.map(
      (cut) =>
        [
          words.cut(cut),
          (row: Row) => {
            const [key, label] = [cell(row[cut]), cell(row[`${cut}_label`])];
            if (cut === 'time' || key === null) return key;
            return words.nameOf(cut, String(key), label === null ? null : String(label));
          },
        ] as const,
    ),
    ...query.metrics.map((metric) => [words.metric(metric), (row: Row) => cell(row[metric])] as const),
  ];
}

/** The figures of an answer as a CSV file: names of things and plain numbers, so that a spreadsheet can count with them. */
export function figuresCsv(
  query: Query,
  answer: Answered,
  words: CsvWords,
): { text: string; heads: string[]; rows: number } {
  const columns = columnsOf(query, words);
  const heads = columns.map(([head]) => head);
  const rows = (isCall(query) || query.by.length > 0 ? answer.rows : [answer.totals]) as readonly Row[];
  const lines = rows.map((row) => columns.map(([, read]) => read(row)));
  return { text: byteOrderMark + [heads, ...lines].map(csvLine).join(''), heads, rows: rows.length };
}
