import type { PostgrestClient } from '@supabase/postgrest-js';
import type { Database, Json } from './database.types';
import { fromApi } from './errors';
import { type PartAnswer, patiently, runParts, type Watch } from './long-run';

type Client = PostgrestClient<Database>;

export type BulkAction = 'set' | 'assign' | 'tag' | 'untag' | 'trash' | 'merge';
export type BulkStatus = 'staging' | 'applying' | 'done' | 'cancelled' | 'undoing' | 'undone';
export type BulkCounts = Record<'waiting' | 'applied' | 'same' | 'refused' | 'undone' | 'kept', number>;

/** What is to be done to many records. */
export interface BulkChange {
  resource: string;
  action: BulkAction;
  /** set: {field: value}; assign: {owner_id}; tag, untag: {tag_id}; trash: nothing. */
  changes?: Record<string, unknown>;
  /** What the list was narrowed by, for the audit log. */
  filter?: unknown;
}

/** What a step of a bulk change answers. */
export interface BulkAnswer extends PartAnswer {
  status: BulkStatus;
  counts: BulkCounts;
}

/** A record that was refused, or kept by an undo, and why (a key of `errors`). */
export interface BulkRow {
  id: string;
  issue: string;
  name: string | number | null;
}

/** Begins a bulk change and gives its id. Rejects with an AtriumError. */
export async function beginBulk(client: Client, change: BulkChange): Promise<string> {
  // not patient: sent twice, it would begin two
  const payload = JSON.parse(JSON.stringify(change)) as Json;
  const { data, error, status } = await client.rpc('begin_bulk', { payload });
  if (error) throw fromApi(error, status);
  return String(data);
}

/** Adds records to a bulk change, at most 1,000 a call, each once however often it is sent. */
export async function stageBulk(
  client: Client,
  job: string,
  ids: string[],
  signal?: AbortSignal,
): Promise<void> {
  await patiently(() => client.rpc('stage_bulk', { job, ids }), signal);
}

async function part(client: Client, step: 'apply_bulk' | 'undo_bulk', job: string, batch: number) {
  const { data, error, status } = await client.rpc(step, { job, batch });
  if (error) throw fromApi(error, status);
  return data as unknown as BulkAnswer;
}

/** Carries a bulk change out. @param from records that an interrupted run is done with already */
export const applyBulk = (client: Client, job: string, watch?: Watch, from = 0): Promise<BulkAnswer> =>
  runParts((batch) => part(client, 'apply_bulk', job, batch), 'done', watch, from);

/** Gives every record back what it had, but those that somebody has changed since. */
export const undoBulk = (client: Client, job: string, watch?: Watch): Promise<BulkAnswer> =>
  runParts((batch) => part(client, 'undo_bulk', job, batch), 'undone', watch);

/** Ends a bulk change where it is. */
export async function cancelBulk(client: Client, job: string): Promise<void> {
  await patiently(() => client.rpc('cancel_bulk', { job }));
}

/** Which records of a bulk change were refused, or kept by an undo: the first hundred. */
export async function bulkRows(client: Client, job: string, wanted: 'refused' | 'kept'): Promise<BulkRow[]> {
  const found = await patiently(() => client.rpc('list_bulk_rows', { job, wanted }));
  return found as BulkRow[];
}
