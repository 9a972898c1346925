import { runParts, type Watch } from '../long-run';
import type { Analysis } from './analyse';
import { type ImportClient, type ImportStatus, nextPart, stageRows } from './api';
import { stagedParts } from './parts';
import type { ByteSource } from './source';
import type { Mapping, StagedRow } from './types';

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

/** Calls a step until it is at its end. */
const runStep = (
  client: ImportClient,
  step: 'check_import' | 'apply_import' | 'undo_import',
  end: ImportStatus,
  job: string,
  watch: Watch,
  from = 0,
) => runParts((batch) => nextPart(client, step, job, batch), end, watch, from);

/** The dry run. */
export const checkJob = (client: ImportClient, job: string, watch: Watch = {}) =>
  runStep(client, 'check_import', 'checked', job, watch);

/** Writes what the dry run promised. @param from rows that an interrupted run is done with already */
export const applyJob = (client: ImportClient, job: string, watch: Watch = {}, from = 0) =>
  runStep(client, 'apply_import', 'done', job, watch, from);

/** Undoes an import. */
export const undoJob = (client: ImportClient, job: string, watch: Watch = {}) =>
  runStep(client, 'undo_import', 'undone', job, watch);
