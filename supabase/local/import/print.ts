import type { ImportCounts } from '../../../src/lib/import/api.ts';
import { word } from './words.ts';

const number = (value: number) => value.toLocaleString('en');

/** A line at the terminal that counts on in place; in a file it says nothing. */
export function progressLine(what: string): (rows: number) => void {
  if (!process.stdout.isTTY) return () => undefined;
  return (rows) => process.stdout.write(`\r\x1b[K${what} … ${number(rows)} rows\r`);
}

/** What an import would do, will do, did, or what undoing it did, in lines. */
export function summary(counts: ImportCounts, tense: 'would' | 'will' | 'did' | 'undid'): string {
  if (tense === 'undid') return `${number(counts.undone)} rows undone, ${number(counts.kept)} kept.`;
  const begin = { would: 'Would create', will: 'To create', did: 'Created' }[tense];
  const head = `${begin} ${number(counts.create)}, ${tense === 'did' ? 'updated' : 'update'} ${number(counts.update)}, ${tense === 'did' ? 'left' : 'leave'} ${number(counts.skip)} unchanged, ${tense === 'did' ? 'refused' : 'refuse'} ${number(counts.refuse)}.`;
  const notes = Object.entries(counts.notes ?? {}).map(
    ([key, count]) => `  ${number(count)} × ${word(`notes.${key}`)}`,
  );
  return [head, ...notes].join('\n');
}
