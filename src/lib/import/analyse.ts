import { DateEvidence } from './dates';
import { DecimalEvidence } from './numbers';
import { filledRows, mostRows, type Reading } from './rows';
import { type ByteSource, ImportFileError } from './source';

/** What a column of a file holds. */
export interface ColumnFacts {
  name: string;
  /** A few different values, as the file has them. */
  samples: string[];
  filled: number;
  /** How often each value occurs; undefined when there are more than `mostDistinct` different ones. */
  distinct: Map<string, number> | undefined;
  dates: DateEvidence;
  numbers: DecimalEvidence;
  emails: number;
  /** The largest number read, with a point for decimal mark. */
  largest: number;
}

export interface Analysis {
  reading: Reading;
  columns: ColumnFacts[];
  rows: number;
}

/** Up to so many different values of a column can be mapped one by one. */
export const mostDistinct = 2000;

const email = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;
/** Of a value seen before, nothing new is learned about dates and numbers. */
const mostRemembered = 50_000;

/** The names of a head row: trimmed, empty ones named by their letter, doubles numbered, empty ends dropped. */
export function columnNames(head: readonly string[]): string[] {
  const last = head.findLastIndex((cell) => cell.trim() !== '');
  const names: string[] = [];
  for (const [at, cell] of head.slice(0, last + 1).entries()) {
    const base = cell.trim() || `Column ${at + 1}`;
    let name = base;
    for (let copy = 2; names.includes(name); copy++) name = `${base} (${copy})`;
    names.push(name);
  }
  return names;
}

/** Two files with the same columns have the same signature, so that the one's mapping serves the other. */
export function headerSignature(names: readonly string[]): string {
  return names.map((name) => name.trim().toLowerCase()).join('\u001f');
}

/**
 * Reads a file through once and says what its columns hold.
 * @param onProgress rows read so far
 * @raises ImportFileError when there is no head, no row, or far too many; the signal's reason when it is aborted.
 */
export async function analyse(
  source: ByteSource,
  reading: Reading,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (rows: number) => void } = {},
): Promise<Analysis> {
  let columns: Collector[] | undefined;
  let rows = 0;
  for await (const batch of filledRows(source, reading)) {
    signal?.throwIfAborted();
    const body = columns ? batch : batch.slice(1);
    columns ??= columnNames(batch[0]?.cells ?? []).map((name) => new Collector(name));
    for (const { cells } of body) for (const [at, column] of columns.entries()) column.add(cells[at] ?? '');
    rows += body.length;
    if (rows > mostRows) throw new ImportFileError('too_many_rows', { max: mostRows });
    onProgress?.(rows);
  }
  if (!columns || columns.length === 0) throw new ImportFileError('empty');
  if (columns.every(({ name }) => /^[\d.,\s-]+$/.test(name))) throw new ImportFileError('no_header');
  if (rows === 0) throw new ImportFileError('no_rows');
  if (columns.some(({ name }) => name.includes('\uFFFD'))) throw new ImportFileError('wrong_encoding');
  return { reading, columns: columns.map((column) => column.facts()), rows };
}

/** An analysis that came from a worker, where what it knows how to judge is lost on the way. */
export function revived(analysis: Analysis): Analysis {
  const columns = analysis.columns.map((column) => ({
    ...column,
    dates: Object.assign(new DateEvidence(), column.dates),
    numbers: Object.assign(new DecimalEvidence(), column.numbers),
  }));
  return { ...analysis, columns };
}

class Collector {
  private filled = 0;
  private emails = 0;
  private largest = 0;
  private readonly seen = new Map<string, number>();
  private readonly dates = new DateEvidence();
  private readonly numbers = new DecimalEvidence();

  constructor(readonly name: string) {}

  add(cell: string): void {
    const value = cell.trim();
    if (value === '') return;
    this.filled++;
    const before = this.seen.get(value);
    if (before !== undefined) {
      this.seen.set(value, before + 1);
      return;
    }
    if (this.seen.size < mostRemembered) this.seen.set(value, 1);
    this.dates.add(value);
    this.numbers.add(value);
    if (email.test(value)) this.emails++;
    const number = Number(value.replaceAll(',', ''));
    if (number > this.largest) this.largest = number;
  }

  facts(): ColumnFacts {
    const { name, filled, emails, largest, dates, numbers, seen } = this;
    const few = seen.size <= mostDistinct;
    return {
      name,
      filled,
      emails,
      largest,
      dates,
      numbers,
      samples: [...seen.keys()].slice(0, 3),
      distinct: few ? seen : undefined,
    };
  }
}
