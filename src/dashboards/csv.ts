import { byteOrderMark, type CsvValue, csvLine } from '../lib/csv';
import type { Cut, Metric } from './keys';
import { isCall, type Queries, type Query } from './metrics';

type Row = Record<string, unknown>;

/** The words for a table's heads. */
export interface CsvWords {
  metric: (metric: Metric) => string;
  cut: (cut: Cut) => string;
}

interface Answered {
  rows: readonly object[];
  totals: object;
}

const cell = (value: unknown): CsvValue =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)
    ? (value as CsvValue)
    : JSON.stringify(value);

/** The query that a widget is about: the first that gives rows, else the first. */
export function mainQuery(queries: Queries): [name: string, query: Query] | undefined {
  const all = Object.entries(queries);
  return all.find(([, query]) => isCall(query) || query.by.length > 0) ?? all[0];
}

/** The figures of an answer as a CSV file: names of things and plain numbers, so that a spreadsheet can count with them. */
export function figuresCsv(
  query: Query,
  answer: Answered,
  words: CsvWords,
): { text: string; heads: string[]; rows: number } {
  if (isCall(query)) {
    const rows = answer.rows as readonly Row[];
    const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    return lines(
      keys,
      rows.map((row) => keys.map((key) => cell(row[key]))),
    );
  }
  const heads = [...query.by.map(words.cut), ...query.metrics.map(words.metric)];
  const rows = (query.by.length > 0 ? answer.rows : [answer.totals]) as readonly Row[];
  const nameOf = (row: Row, cut: Cut) => cell(row[`${cut}_label`] ?? row[cut]);
  return lines(
    heads,
    rows.map((row) => [
      ...query.by.map((cut) => nameOf(row, cut)),
      ...query.metrics.map((metric) => cell(row[metric])),
    ]),
  );
}

function lines(heads: string[], rows: CsvValue[][]) {
  return { text: byteOrderMark + [heads, ...rows].map(csvLine).join(''), heads, rows: rows.length };
}
