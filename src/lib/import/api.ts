import type { PostgrestClient } from '@supabase/postgrest-js';
import type { Database, Json } from '../database.types';
import { fromApi } from '../errors';
import { patiently } from '../long-run';
import { targets } from './targets';
import type { Issue, LookupKind, Mapping, StagedRow, Target } from './types';
import type { Lookup, LookupAnswer, LookupCandidate } from './values';

export type ImportClient = PostgrestClient<Database>;
export type ImportStatus =
  | 'staging'
  | 'checking'
  | 'checked'
  | 'applying'
  | 'done'
  | 'cancelled'
  | 'undoing'
  | 'undone';

/** How many rows do what; `notes` counts what was filled in or left open, by note. */
export interface ImportCounts {
  create: number;
  update: number;
  skip: number;
  refuse: number;
  undone: number;
  kept: number;
  notes: Record<string, number>;
}

/** What a step of an import answers. */
export interface StepAnswer {
  status: ImportStatus;
  /** Rows that this call dealt with. */
  done: number;
  total: number;
  counts: ImportCounts;
}

/** Why rows are refused: one reason, and how many rows have it. */
export interface RefusalReason extends Issue {
  count: number;
  first_row: number;
}

export interface NewImport {
  resource: Target;
  file_name: string;
  file_size: number;
  file_hash?: string;
  columns: string[];
  signature: string;
  mapping: Mapping;
}

/** Begins an import and gives its id. */
export async function beginImport(client: ImportClient, payload: NewImport): Promise<string> {
  // not patient: sent twice, it would begin two
  const { data, error, status } = await client.rpc('begin_import', { payload: asJson(payload) });
  if (error) throw fromApi(error, status);
  return String(data);
}

/** Stages rows of the file. */
export async function stageRows(
  client: ImportClient,
  job: string,
  rows: readonly StagedRow[],
  signal?: AbortSignal,
): Promise<void> {
  const list = rows.map(({ number, raw, data, issues }) => [number, raw, data, issues]);
  await patiently(() => client.rpc('stage_import_rows', { job, rows: asJson(list) }), signal);
}

/** Does the next part of a step: so many rows. Raises at once; asking again is the caller's, who may ask for fewer. */
export async function nextPart(
  client: ImportClient,
  step: 'check_import' | 'apply_import' | 'undo_import',
  job: string,
  batch: number,
): Promise<StepAnswer> {
  const { data, error, status } = await client.rpc(step, { job, batch });
  if (error) throw fromApi(error, status);
  return data as unknown as StepAnswer;
}

/** An import that came to its end. */
export interface EarlierImport {
  id: string;
  finished_at: string;
}

/** The latest import of the very same file that was carried out and not undone, of those that the caller may see. */
export async function earlierImport(client: ImportClient, hash: string): Promise<EarlierImport | undefined> {
  const found = await patiently(() =>
    client
      .from('import_jobs')
      .select('id, finished_at')
      .eq('file_hash', hash)
      .eq('status', 'done')
      .order('finished_at', { ascending: false })
      .limit(1),
  );
  return (found as EarlierImport[])[0];
}

/** Empties an import to stage its file anew under another mapping. */
export async function restage(client: ImportClient, job: string, mapping: Mapping): Promise<void> {
  await patiently(() => client.rpc('restage_import', { job, mapping: asJson(mapping) }));
}

/** Drops an import that nothing was applied of. */
export async function cancelImport(client: ImportClient, job: string): Promise<void> {
  await patiently(() => client.rpc('cancel_import', { job }));
}

/** Why rows are refused, the most frequent reason first. */
export async function reasonsOf(client: ImportClient, job: string): Promise<RefusalReason[]> {
  const found = await patiently(() => client.rpc('import_reasons', { job }));
  return found as RefusalReason[];
}

/** Asks the database what texts name. */
export function lookupBy(client: ImportClient, signal?: AbortSignal): Lookup {
  return async (kind: LookupKind, texts: string[]) => {
    const found = (await patiently(() => client.rpc('find_import_values', { kind, texts }), signal)) as {
      hits: Record<string, number>;
      candidates: LookupCandidate[];
      near: Record<string, LookupCandidate[]>;
    };
    return new Map(
      texts.map((text): [string, LookupAnswer] => {
        const hits = found.hits[text] ?? 0;
        return [text, { hits, found: hits === 1, candidates: found.near[text] ?? found.candidates }];
      }),
    );
  };
}

/** The mapping of the caller's last finished import of a file with the same columns. */
export async function lastMapping(client: ImportClient, signature: string): Promise<Mapping | undefined> {
  const found = await patiently(() =>
    client
      .from('import_jobs')
      .select('mapping')
      .eq('signature', signature)
      .eq('status', 'done')
      .order('created_at', { ascending: false })
      .limit(1),
  );
  const row = (found as { mapping: unknown }[])[0];
  return isMapping(row?.mapping) ? row.mapping : undefined;
}

/** Whether something read from a file or the database is a mapping of this version. */
export function isMapping(value: unknown): value is Mapping {
  if (typeof value !== 'object' || value === null) return false;
  const { version, target, columns, defaults, options, custom } = value as Partial<Mapping>;
  return (
    version === 1 &&
    typeof target === 'string' &&
    targets.some((known) => known === target) &&
    typeof columns === 'object' &&
    columns !== null &&
    Object.values(columns).every(
      (column) => typeof column === 'object' && column !== null && 'field' in column,
    ) &&
    (custom === undefined || Array.isArray(custom)) &&
    typeof defaults === 'object' &&
    typeof options === 'object'
  );
}

function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
