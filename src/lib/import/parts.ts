import { converter } from './convert';
import { filledRows, type Reading } from './rows';
import type { ByteSource } from './source';
import type { Mapping, StagedRow } from './types';

const rowsInPart = 1000;
/** A part stays well below what gateways take in one request. */
const lettersInPart = 3_000_000;

/** A file's rows as they are staged, in parts that one request can carry. Raises what `readRows` raises. */
export async function* stagedParts(
  source: ByteSource,
  reading: Reading,
  columns: readonly string[],
  mapping: Mapping,
): AsyncGenerator<StagedRow[]> {
  const convert = converter([...columns], mapping);
  let part: StagedRow[] = [];
  let letters = 0;
  let head = true;
  for await (const batch of filledRows(source, reading)) {
    for (const row of head ? batch.slice(1) : batch) {
      part.push(convert(row));
      for (const cell of row.cells) letters += cell.length * 2;
      if (part.length >= rowsInPart || letters > lettersInPart) {
        yield part;
        part = [];
        letters = 0;
      }
    }
    head = false;
  }
  if (part.length > 0) yield part;
}
