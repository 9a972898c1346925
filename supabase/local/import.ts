import { createReadStream, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { AtriumError } from '../../src/lib/errors.ts';
import { type Analysis, analyse, headerSignature } from '../../src/lib/import/analyse.ts';
import {
  beginImport,
  cancelImport,
  earlierImport,
  type ImportClient,
  isMapping,
  lastMapping,
  lookupBy,
  reasonsOf,
  type StepAnswer,
} from '../../src/lib/import/api.ts';
import { labelOf, loadCustomTargets } from '../../src/lib/import/custom.ts';
import { reportLines } from '../../src/lib/import/report.ts';
import { detect } from '../../src/lib/import/rows.ts';
import { applyJob, checkJob, stageFile, undoJob } from '../../src/lib/import/run.ts';
import { type ByteSource, fingerprint, ImportFileError } from '../../src/lib/import/source.ts';
import { closedColumns, missingFields, openQuestions, suggestMapping } from '../../src/lib/import/suggest.ts';
import { fieldOf } from '../../src/lib/import/targets.ts';
import type { DateFormat, Field, Mapping, Target } from '../../src/lib/import/types.ts';
import { suggestValues, withValues } from '../../src/lib/import/values.ts';
import { patiently } from '../../src/lib/long-run.ts';
import { loadPermissions } from '../../src/providers/access.ts';
import { Disposal } from './disposal.ts';
import { messageOf, StackError } from './errors.ts';
import { readWishes } from './import/arguments.ts';
import { connectAs } from './import/connect.ts';
import { progressLine, summary } from './import/print.ts';
import { issueText, word } from './import/words.ts';
import { runAtTerminal } from './terminal.ts';

/** `npm run import`: the same import as on the screen, from the command line, under somebody's rights. */
const disposal = new Disposal();
await runAtTerminal(disposal, async (interrupted) => {
  const wishes = readWishes(process.argv.slice(2));
  const stop = new AbortController();
  void interrupted.then(() => stop.abort());
  try {
    const client = await connectAs(wishes.as, process.env, disposal);
    const { what } = wishes;
    if (what.do === 'import') return await importFile(client, what, wishes.report, stop.signal);
    return await finish(client, what.do, what.job, wishes.report, stop.signal);
  } catch (error) {
    throw readable(error);
  }
});

async function importFile(
  client: ImportClient,
  wishes: {
    target: Target;
    file: string;
    mapping?: string;
    saveMapping?: string;
    dates?: DateFormat;
    dryRun: boolean;
  },
  report: string | undefined,
  signal: AbortSignal,
): Promise<number> {
  const source = diskSource(wishes.file);
  const analysis = await analyse(source, await detect(source), {
    signal,
    onProgress: progressLine('Reading'),
  });
  const mapping = await settle(client, analysis, wishes);
  if (wishes.saveMapping) writeFileSync(wishes.saveMapping, `${JSON.stringify(mapping, null, 2)}\n`);
  sayMapping(analysis, mapping);
  const columns = analysis.columns.map(({ name }) => name);
  const hash = await fingerprint(source);
  const earlier = hash && (await earlierImport(client, hash));
  if (earlier) {
    const day = earlier.finished_at.slice(0, 10);
    console.log(
      `  This very file was imported on ${day} (import ${earlier.id}): only what has changed since is written.`,
    );
  }
  const job = await beginImport(client, {
    resource: wishes.target,
    file_name: source.name,
    file_size: source.size,
    file_hash: hash,
    columns,
    signature: headerSignature(columns),
    mapping,
  });
  const staging = progressLine('Staging');
  await stageFile(client, job, source, analysis, mapping, {
    signal,
    onProgress: ({ done }) => staging(done),
  });
  const checking = progressLine('Checking');
  const checked = await checkJob(client, job, { signal, onProgress: ({ done }) => checking(done) });
  console.log(summary(checked.counts, wishes.dryRun ? 'would' : 'will'));
  await sayReasons(client, job, wishes.target, mapping.custom);
  if (wishes.dryRun) {
    if (report) await writeReport(client, job, wishes.target, mapping.custom, columns, report);
    await cancelImport(client, job);
    return 0;
  }
  console.log(`Import ${job}`);
  const applying = progressLine('Importing');
  const done = await applyJob(client, job, { signal, onProgress: ({ done: rows }) => applying(rows) });
  console.log(summary(done.counts, 'did'));
  if (report) await writeReport(client, job, wishes.target, mapping.custom, columns, report);
  return 0;
}

/** The mapping to use: the given one, or a suggestion with its values resolved; every question has to be answered. */
async function settle(
  client: ImportClient,
  analysis: Analysis,
  wishes: { target: Target; mapping?: string; dates?: DateFormat },
): Promise<Mapping> {
  const names = analysis.columns.map(({ name }) => name);
  const today = new Date().toISOString().slice(0, 10);
  const custom = await loadCustomTargets(client);
  let mapping: Mapping;
  if (wishes.mapping)
    mapping = { ...(await readMapping(wishes.mapping, wishes.target)), custom: custom[wishes.target] };
  else {
    const before = await lastMapping(client, headerSignature(names));
    const { permissions } = await loadPermissions(client);
    const suggested = suggestMapping(analysis, wishes.target, { today, before, permissions, custom });
    for (const { column, field } of closedColumns(analysis, wishes.target, permissions))
      console.log(
        `  ${column} is left out: you may not see and change ${word(`fields.${wishes.target}.${field}`)}.`,
      );
    mapping = withValues(suggested, await suggestValues(suggested, analysis, lookupBy(client)));
  }
  for (const question of openQuestions(mapping, analysis)) {
    const column = mapping.columns[question.column];
    if (question.kind === 'date' && wishes.dates && column) column.date = wishes.dates;
    else {
      throw new StackError(
        question.kind === 'date'
          ? `The dates in "${question.column}" can be read in two ways, for example ${question.examples.join(', ')}. Say which is meant: --dates mdy (month first) or --dates dmy (day first).`
          : `The numbers in "${question.column}" can be read in two ways, for example ${question.examples.join(', ')}. Write "decimal": "." or "," into the mapping: --save-mapping, then --mapping.`,
      );
    }
  }
  const given = new Set(Object.values(mapping.columns).flatMap(({ field }) => field ?? []));
  const missing = missingFields(mapping.target, given);
  if (missing.length > 0) {
    const labels = missing.map((key) => word(`fields.${mapping.target}.${key}`)).join(', ');
    throw new StackError(
      `No column of this file is ${labels}. Say which one is with --mapping. The file has: ${names.join(', ')}`,
    );
  }
  return mapping;
}

async function readMapping(file: string, target: Target): Promise<Mapping> {
  let found: unknown;
  try {
    found = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new StackError(`The mapping ${file} cannot be read: ${messageOf(error)}`);
  }
  if (!isMapping(found)) throw new StackError(`${file} is not a mapping that Atrium has written.`);
  if (found.target !== target)
    throw new StackError(`${file} is a mapping for ${found.target}, not for ${target}.`);
  return found;
}

function sayMapping(analysis: Analysis, mapping: Mapping): void {
  for (const { name } of analysis.columns) {
    const how = mapping.columns[name];
    const field = fieldOf(mapping.target, how?.field, mapping.custom);
    const details = [
      how?.date && word(`dates.${how.date}`),
      how?.scale && how.scale !== 1 && word(`scales.${how.scale}`),
      ...Object.entries(how?.values ?? {}).map(([from, to]) => `${from} → ${to ?? '–'}`),
    ].filter(Boolean);
    const goes = field
      ? labelOf(field.labels, 'en') || word(`fields.${mapping.target}.${field.key}`)
      : 'not imported';
    console.log(`  ${name} → ${goes}${details.length > 0 ? ` (${details.join(', ')})` : ''}`);
  }
}

async function sayReasons(
  client: ImportClient,
  job: string,
  target: Target,
  custom: Mapping['custom'],
): Promise<void> {
  for (const { count, first_row, ...issue } of (await reasonsOf(client, job)).slice(0, 20)) {
    console.log(
      `  ${count.toLocaleString('en')} × ${issueText(target, custom, issue)} (first in row ${first_row})`,
    );
  }
}

async function finish(
  client: ImportClient,
  step: 'resume' | 'undo',
  job: string,
  report: string | undefined,
  signal: AbortSignal,
): Promise<number> {
  const found = (await patiently(() =>
    client.from('import_jobs').select('resource, columns, mapping').eq('id', job),
  )) as {
    resource: Target;
    columns: string[];
    mapping: Mapping;
  }[];
  const it = found[0];
  if (!it) throw new StackError(`There is no import ${job}, or it is not yours.`);
  const line = progressLine(step === 'undo' ? 'Undoing' : 'Importing');
  const watch = { signal, onProgress: ({ done }: { done: number }) => line(done) };
  const answer: StepAnswer =
    step === 'undo' ? await undoJob(client, job, watch) : await applyJob(client, job, watch);
  console.log(summary(answer.counts, step === 'undo' ? 'undid' : 'did'));
  if (report)
    await writeReport(
      client,
      job,
      it.resource,
      it.mapping.custom,
      it.columns,
      report,
      step === 'undo' ? 'kept' : 'refuse',
    );
  return 0;
}

async function writeReport(
  client: ImportClient,
  job: string,
  target: Target,
  custom: readonly Field[] | undefined,
  columns: string[],
  file: string,
  only: 'refuse' | 'kept' = 'refuse',
): Promise<void> {
  const texts = {
    row: word('report.row'),
    problem: word('report.problem'),
    issue: issueText.bind(null, target, custom),
  };
  writeFileSync(file, '');
  for await (const line of reportLines(client, job, columns, texts, only))
    writeFileSync(file, line, { flag: 'a' });
  console.log(`The rows that were not taken are in ${file}.`);
}

function diskSource(file: string): ByteSource {
  try {
    return {
      name: basename(file),
      size: statSync(file).size,
      bytes: () => createReadStream(file, { highWaterMark: 1 << 18 }),
    };
  } catch (error) {
    throw new StackError(`${file} cannot be read: ${messageOf(error)}`);
  }
}

/** What the reader can mend as one plain sentence. */
function readable(error: unknown): unknown {
  if (error instanceof ImportFileError) return new StackError(word(`problems.${error.key}`, error.params));
  if (error instanceof AtriumError) {
    const cause = error.cause;
    const said =
      typeof cause === 'object' && cause !== null && 'message' in cause ? String(cause.message) : error.key;
    return new StackError(said);
  }
  return error;
}
