/** A file wherever it is: the browser's, or one on disk. Each call of `bytes` reads it from the start. */
export interface ByteSource {
  name: string;
  size: number;
  bytes(): AsyncIterable<Uint8Array>;
}

/** Files beyond this are refused: a million rows of a CRM are well below it. */
export const largestFile = 1024 * 1024 * 1024;

/** A file that cannot be imported at all. `key` is an i18n key under `imports.problems`. */
export class ImportFileError extends Error {
  override readonly name = 'ImportFileError';
  constructor(
    readonly key:
      | 'too_large'
      | 'unreadable'
      | 'empty'
      | 'no_header'
      | 'no_rows'
      | 'spreadsheet'
      | 'bad_json'
      | 'json_too_large'
      | 'open_quote'
      | 'wrong_encoding'
      | 'too_many_rows',
    readonly params: Record<string, string | number> = {},
  ) {
    super(key);
  }
}

/** A file that was chosen or dropped in the browser. Reading it raises ImportFileError when it is gone or locked. */
export function fileSource(file: File): ByteSource {
  return {
    name: file.name,
    size: file.size,
    async *bytes() {
      const reader = file.stream().getReader();
      try {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return;
          yield value;
        }
      } catch (error) {
        throw new ImportFileError('unreadable', { reason: error instanceof Error ? error.message : '' });
      } finally {
        reader.releaseLock();
      }
    },
  };
}

/** The first bytes of a file. */
export async function firstBytes(source: ByteSource, length: number): Promise<Uint8Array> {
  const head = new Uint8Array(Math.min(length, source.size));
  let filled = 0;
  for await (const chunk of source.bytes()) {
    head.set(chunk.subarray(0, head.length - filled), filled);
    filled += Math.min(chunk.length, head.length - filled);
    if (filled >= head.length) break;
  }
  return head.subarray(0, filled);
}

const block = 1 << 20;

/**
 * Tells whether two files are the same, without holding either whole: the SHA-256 of the SHA-256s of its megabytes.
 * Undefined where the browser offers no cryptography (a page served over plain http).
 */
export async function fingerprint(source: ByteSource): Promise<string | undefined> {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) return undefined;
  const digests: Uint8Array[] = [];
  let pending = new Uint8Array(block);
  let filled = 0;
  const flush = async () => {
    digests.push(new Uint8Array(await subtle.digest('SHA-256', pending.subarray(0, filled))));
    pending = new Uint8Array(block);
    filled = 0;
  };
  for await (const chunk of source.bytes()) {
    for (let at = 0; at < chunk.length; ) {
      const part = chunk.subarray(at, at + block - filled);
      pending.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled === block) await flush();
    }
  }
  if (filled > 0) await flush();
  const all = new Uint8Array(digests.length * 32);
  for (const [at, digest] of digests.entries()) all.set(digest, at * 32);
  const final = new Uint8Array(await subtle.digest('SHA-256', all));
  return [...final].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
