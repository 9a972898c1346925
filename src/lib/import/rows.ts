import Papa from 'papaparse/papaparse.js';
import { decode, detectEncoding, type Encoding, refuseBinary, sampleSize } from './encoding';
import { type ByteSource, firstBytes, ImportFileError, largestFile } from './source';

export type Format = 'csv' | 'json' | 'lines';
export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** How the bytes of a file become rows; found by `detect`, changeable by a person. */
export interface Reading {
  encoding: Encoding;
  format: Format;
  delimiter: Delimiter;
}

/** The most rows that one file may have. */
export const mostRows = 1_000_000;

/** A JSON array has to be read whole; beyond this, one object a line is asked for. */
const largestJson = 64 * 1024 * 1024;
/** A field longer than this is a quote that was never closed. */
const longestField = 4 * 1024 * 1024;

/** Finds out how a file is to be read. @raises ImportFileError when it cannot be. */
export async function detect(source: ByteSource): Promise<Reading> {
  if (source.size === 0) throw new ImportFileError('empty');
  if (source.size > largestFile) throw new ImportFileError('too_large', { max: largestFile / 1024 ** 2 });
  const sample = await firstBytes(source, sampleSize);
  refuseBinary(sample, source.name);
  const encoding = detectEncoding(sample, sample.length === source.size);
  const text = new TextDecoder(encoding).decode(sample);
  const begin = text.trimStart()[0];
  const format: Format = begin === '[' ? 'json' : begin === '{' ? 'lines' : 'csv';
  return { encoding, format, delimiter: detectDelimiter(text) };
}

/** The separator that splits most lines of a text into the same number of cells, more than one. */
export function detectDelimiter(text: string): Delimiter {
  const sample = text.slice(0, 64 * 1024).replace(/\r\n?/g, '\n');
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of delimiters) {
    const rows = parse(sample, delimiter, true).rows.filter((row) => row.length > 1 || row[0] !== '');
    const counts = new Map<number, number>();
    for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
    const [width = 1, lines = 0] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
    const score = width > 1 && rows.length > 0 ? (lines / rows.length) * Math.min(width, 10) : 0;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function parse(text: string, delimiter: Delimiter, more: boolean): { rows: string[][]; rest: string } {
  const parser = new Papa.Parser({ delimiter, newline: '\n', quoteChar: '"' });
  const found: { data: string[][]; meta: { cursor: number } } = parser.parse(text, 0, more);
  return { rows: found.data, rest: more ? text.slice(found.meta.cursor) : '' };
}

/**
 * Reads a file's rows in pieces, the head first, never holding it whole (but for a JSON array).
 * @raises ImportFileError when it is not what it seems.
 */
export async function* readRows(source: ByteSource, reading: Reading): AsyncGenerator<string[][]> {
  if (reading.format !== 'csv') {
    yield* readObjects(source, reading);
    return;
  }
  let rest = '';
  for await (const text of decode(source, reading.encoding)) {
    rest += text;
    const found = parse(rest, reading.delimiter, true);
    rest = found.rest;
    if (rest.length > longestField) throw new ImportFileError('open_quote');
    if (found.rows.length > 0) yield found.rows;
  }
  if (rest !== '') yield parse(rest, reading.delimiter, false).rows;
}

/** A row with its number in the file, as a spreadsheet would count it: the first line is row 1. */
export interface NumberedRow {
  number: number;
  cells: string[];
}

/** A file's rows in pieces, the head first, without the empty ones. @raises ImportFileError as `readRows` does. */
export async function* filledRows(source: ByteSource, reading: Reading): AsyncGenerator<NumberedRow[]> {
  let number = 0;
  for await (const batch of readRows(source, reading)) {
    const rows = batch.map((cells) => ({ number: ++number, cells }));
    const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
    if (filled.length > 0) yield filled;
  }
}

async function* readObjects(source: ByteSource, reading: Reading): AsyncGenerator<string[][]> {
  let head: string[] | undefined;
  for await (const objects of reading.format === 'json'
    ? wholeArray(source, reading)
    : lines(source, reading)) {
    const rows: string[][] = [];
    for (const object of objects) {
      if (typeof object !== 'object' || object === null || Array.isArray(object)) {
        throw new ImportFileError('bad_json', { reason: JSON.stringify(object).slice(0, 40) });
      }
      if (!head) {
        head = Object.keys(object);
        rows.push(head);
      }
      const values = new Map(Object.entries(object));
      rows.push(head.map((name) => cellOf(values.get(name))));
    }
    if (rows.length > 0) yield rows;
  }
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

async function* wholeArray(source: ByteSource, { encoding }: Reading): AsyncGenerator<unknown[]> {
  if (source.size > largestJson)
    throw new ImportFileError('json_too_large', { max: largestJson / 1024 ** 2 });
  let text = '';
  for await (const part of decode(source, encoding)) text += part;
  const found = parseJson(text);
  if (!Array.isArray(found)) throw new ImportFileError('bad_json', { reason: text.slice(0, 40) });
  // Keys that only later objects have are columns too.
  const names = new Set(
    found.flatMap((object) => (object && typeof object === 'object' ? Object.keys(object) : [])),
  );
  const all = Object.fromEntries([...names].map((name) => [name, null]));
  yield found.map((object) => (object && typeof object === 'object' ? { ...all, ...object } : object));
}

async function* lines(source: ByteSource, { encoding }: Reading): AsyncGenerator<unknown[]> {
  let rest = '';
  for await (const text of decode(source, encoding)) {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > longestField) throw new ImportFileError('bad_json', { reason: rest.slice(0, 40) });
    yield parts.filter((line) => line.trim() !== '').map(parseJson);
  }
  if (rest.trim() !== '') yield [parseJson(rest)];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new ImportFileError('bad_json', { reason: error instanceof Error ? error.message : '' });
  }
}
