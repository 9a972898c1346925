import { type ByteSource, ImportFileError } from './source';

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

/** How much of a file is looked at to tell its encoding. */
export const sampleSize = 256 * 1024;

/**
 * Tells a file's encoding by its mark, or by what its beginning can be: UTF-8 where it is valid, UTF-16 where every other
 * byte is zero, GB18030 where it reads as Chinese, else Windows-1252.
 * @param whole whether the sample is the whole file, so that it may not end within a letter
 */
export function detectEncoding(sample: Uint8Array, whole: boolean): Encoding {
  const [a, b, c] = sample;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const many = sample.length / 8;
  if ((zeros[1] ?? 0) > many && (zeros[0] ?? 0) < many / 8) return 'utf-16le';
  if ((zeros[0] ?? 0) > many && (zeros[1] ?? 0) < many / 8) return 'utf-16be';
  if (decodes(sample, 'utf-8', whole)) return 'utf-8';
  const chinese = decodes(sample, 'gb18030', whole);
  return chinese !== undefined && looksChinese(chinese) ? 'gb18030' : 'windows-1252';
}

function decodes(sample: Uint8Array, encoding: Encoding, whole: boolean): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: !whole }) || ' ';
  } catch {
    // Not this encoding: that is the answer.
    return undefined;
  }
}

/** Western accents read as GB18030 give rare characters, one here and there; Chinese text gives common ones in runs. */
function looksChinese(text: string): boolean {
  const found = text.match(/[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]+/g) ?? [];
  const letters = found.reduce((sum, run) => sum + run.length, 0);
  const inRuns = found.filter((run) => run.length >= 2).reduce((sum, run) => sum + run.length, 0);
  return letters > 0 && inRuns >= letters / 2;
}

/** Decodes a file piece by piece; letters that lie across two pieces stay whole, line ends become one kind. */
export async function* decode(source: ByteSource, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let held = '';
  const tidy = (text: string) => text.replace(/\r\n?/g, '\n');
  for await (const chunk of source.bytes()) {
    const text = held + decoder.decode(chunk, { stream: true });
    held = text.endsWith('\r') ? '\r' : '';
    yield tidy(held ? text.slice(0, -1) : text);
  }
  yield tidy(held + decoder.decode());
}

/** @raises ImportFileError for what is no text: a workbook, a picture, an archive. */
export function refuseBinary(sample: Uint8Array, name: string): void {
  const [a, b, c, d] = sample;
  const zip = a === 0x50 && b === 0x4b && c === 3 && d === 4;
  const oldOffice = a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0;
  if (zip || oldOffice || /\.(xlsx?|ods|numbers)$/i.test(name)) throw new ImportFileError('spreadsheet');
  if (a === 0x25 && b === 0x50 && c === 0x44 && d === 0x46)
    throw new ImportFileError('unreadable', { reason: 'PDF' });
}
