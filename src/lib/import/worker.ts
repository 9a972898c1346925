import { type Analysis, analyse } from './analyse';
import { stagedParts } from './parts';
import { detect, type Reading } from './rows';
import { fileSource, fingerprint, ImportFileError } from './source';
import type { Mapping, StagedRow } from './types';

/** What the page asks of the worker: to read a file through, or to give its rows part by part. */
export type Request =
  | { do: 'analyse'; file: File; reading: Reading | undefined }
  | { do: 'stage'; file: File; reading: Reading; columns: string[]; mapping: Mapping }
  /** The page is done with a part: the next one may come. */
  | { do: 'next' };

export type Answer =
  | { is: 'progress'; rows: number }
  | { is: 'analysed'; analysis: Analysis; hash: string | undefined }
  | { is: 'part'; rows: StagedRow[] }
  | { is: 'end' }
  | { is: 'refused'; key: ImportFileError['key']; params: ImportFileError['params'] }
  | { is: 'failed'; message: string };

const answer = (message: Answer) => postMessage(message);
let goOn: () => void = () => undefined;

async function work(request: Exclude<Request, { do: 'next' }>): Promise<void> {
  const source = fileSource(request.file);
  if (request.do === 'analyse') {
    const reading = request.reading ?? (await detect(source));
    const analysis = await analyse(source, reading, {
      onProgress: (rows) => answer({ is: 'progress', rows }),
    });
    answer({ is: 'analysed', analysis, hash: await fingerprint(source) });
    return;
  }
  for await (const rows of stagedParts(source, request.reading, request.columns, request.mapping)) {
    const next = new Promise<void>((done) => {
      goOn = done;
    });
    answer({ is: 'part', rows });
    await next;
  }
  answer({ is: 'end' });
}

addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if (data.do === 'next') {
    goOn();
    return;
  }
  work(data).catch((error: unknown) => {
    if (error instanceof ImportFileError) answer({ is: 'refused', key: error.key, params: error.params });
    else answer({ is: 'failed', message: error instanceof Error ? error.message : String(error) });
  });
});
