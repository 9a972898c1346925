import { type Analysis, revived } from './analyse';
import type { Reading } from './rows';
import { ImportFileError } from './source';
import type { Mapping, StagedRow } from './types';
import type { Answer, Request } from './worker';

const start = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

/** What a worker answers, one after the other, until it is done; it ends with the loop. */
async function* answersOf(
  request: Request,
  signal?: AbortSignal,
): AsyncGenerator<Exclude<Answer, { is: 'end' }>> {
  signal?.throwIfAborted();
  const worker = start();
  const waiting: Answer[] = [];
  let wake: () => void = () => undefined;
  const put = (message: Answer) => {
    waiting.push(message);
    wake();
  };
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => put(data));
  worker.addEventListener('error', ({ message }) => put({ is: 'failed', message }));
  const stop = () => wake();
  signal?.addEventListener('abort', stop);
  try {
    worker.postMessage(request);
    for (;;) {
      signal?.throwIfAborted();
      const message = waiting.shift();
      if (!message) {
        await new Promise<void>((done) => {
          wake = done;
        });
        continue;
      }
      if (message.is === 'end') return;
      if (message.is === 'refused') throw new ImportFileError(message.key, message.params);
      if (message.is === 'failed') throw new ImportFileError('unreadable', { reason: message.message });
      yield message;
      if (message.is === 'part') worker.postMessage({ do: 'next' } satisfies Request);
      if (message.is === 'analysed') return;
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    worker.terminate();
  }
}

/**
 * Reads a file through in a worker, so that the page stays quick, and says what it holds and its fingerprint.
 * @raises ImportFileError when it cannot be imported; the signal's reason when it is aborted.
 */
export async function analyseFile(
  file: File,
  reading: Reading | undefined,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (rows: number) => void } = {},
): Promise<{ analysis: Analysis; hash: string | undefined }> {
  for await (const message of answersOf({ do: 'analyse', file, reading }, signal)) {
    if (message.is === 'progress') onProgress?.(message.rows);
    else if (message.is === 'analysed') return { analysis: revived(message.analysis), hash: message.hash };
  }
  throw new ImportFileError('unreadable', { reason: '' });
}

/** A file's rows as they are staged, part by part, read and converted in a worker. */
export async function* filePartsOf(
  file: File,
  reading: Reading,
  columns: string[],
  mapping: Mapping,
): AsyncGenerator<StagedRow[]> {
  for await (const message of answersOf({ do: 'stage', file, reading, columns, mapping })) {
    if (message.is === 'part') yield message.rows;
  }
}
