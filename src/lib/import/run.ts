import type { Analysis } from './analyse';
import { type ImportClient, mayPass, nextPart, pauseBefore, type StepAnswer, stageRows } from './api';
import { stagedParts } from './parts';
import type { ByteSource } from './source';
import type { Mapping, StagedRow } from './types';

export interface Progress {
  done: number;
  total: number;
}

interface Watch {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** Stages the rows of a file as they come, part by part; the next part is read while one is on its way. */
export async function stageParts(
  client: ImportClient,
  job: string,
  parts: AsyncIterable<StagedRow[]>,
  total: number,
  { signal, onProgress }: Watch = {},
): Promise<void> {
  let done = 0;
  let sending: Promise<void> = Promise.resolve();
  for await (const rows of parts) {
    signal?.throwIfAborted();
    await sending;
    done += rows.length;
    onProgress?.({ done, total });
    sending = stageRows(client, job, rows, signal);
    // whoever waits next hears of a failure; until then it is not unheard of
    sending.catch(() => undefined);
  }
  await sending;
}

/** Reads the file once more and stages its rows. */
export async function stageFile(
  client: ImportClient,
  job: string,
  source: ByteSource,
  { reading, columns, rows }: Analysis,
  mapping: Mapping,
  watch: Watch = {},
): Promise<void> {
  const names = columns.map(({ name }) => name);
  await stageParts(client, job, stagedParts(source, reading, names, mapping), rows, watch);
}

/** A request is to take about so long: short enough for every server's limit, long enough to be worth it. */
const wanted = { least: 600, most: 2000 };
const batches = { first: 250, least: 10, most: 2000 };

/**
 * Calls a step until it is at its end, with as many rows a call as the server does in about a second. Stopping in
 * between loses nothing: the next call goes on from there.
 */
async function runStep(
  client: ImportClient,
  step: 'check_import' | 'apply_import' | 'undo_import',
  end: string,
  job: string,
  { signal, onProgress }: Watch,
  from = 0,
): Promise<StepAnswer> {
  let done = from;
  let batch = batches.first;
  for (let failures = 0; ; ) {
    signal?.throwIfAborted();
    const started = performance.now();
    let answer: StepAnswer;
    try {
      answer = await nextPart(client, step, job, batch);
    } catch (error) {
      batch = Math.max(batches.least, Math.floor(batch / 2));
      if (!mayPass(error) || !(await pauseBefore(failures++))) throw error;
      continue;
    }
    failures = 0;
    done += answer.done;
    onProgress?.({ done: Math.min(done, answer.total), total: answer.total });
    if (answer.status === end) return answer;
    const took = performance.now() - started;
    if (took > wanted.most) batch = Math.max(batches.least, Math.floor(batch / 2));
    else if (took < wanted.least) batch = Math.min(batches.most, batch * 2);
  }
}

/** The dry run. */
export const checkJob = (client: ImportClient, job: string, watch: Watch = {}) =>
  runStep(client, 'check_import', 'checked', job, watch);

/** Writes what the dry run promised. @param from rows that an interrupted run is done with already */
export const applyJob = (client: ImportClient, job: string, watch: Watch = {}, from = 0) =>
  runStep(client, 'apply_import', 'done', job, watch, from);

/** Undoes an import. */
export const undoJob = (client: ImportClient, job: string, watch: Watch = {}) =>
  runStep(client, 'undo_import', 'undone', job, watch);
