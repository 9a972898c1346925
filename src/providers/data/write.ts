import type { BaseKey, CreateManyParams, UpdateManyParams, UpdateParams } from '@refinedev/core';

import { AtriumError } from '../../lib/errors';
import type { Api } from './api';
import { readMeta } from './meta';
import { byIds, getOne, gone, idsPerRequest } from './read';
import { type Row, rowsOf, run, toRow } from './run';
import { hasId, keyOf } from './schema';

/**
 * Creates records in one request, all or none; fields that a record leaves out take the column's default.
 * With `meta.upsert`, records whose `meta.onConflict` key is there already are changed instead.
 */
export async function createMany<TVariables>(
  client: Api,
  { resource, variables, meta }: CreateManyParams<TVariables>,
): Promise<Row[]> {
  if (variables.length === 0) return [];
  const { select, upsert, onConflict } = readMeta(meta);
  const table = client.from(resource);
  const rows = variables.map(toRow);
  const request = upsert
    ? table.upsert(rows, { onConflict, defaultToNull: false })
    : table.insert(rows, { defaultToNull: false });
  return rowsOf(request.select(select), undefined, resource);
}

/**
 * Changes one record. Raises `conflict` when `meta.updatedAt` is given and the record has changed since, `denied` when it
 * is there but was not changed, `gone` when it cannot be seen (any more).
 */
export async function update<TVariables>(
  client: Api,
  { resource, id, variables, meta }: UpdateParams<TVariables>,
): Promise<Row> {
  // PostgREST answers a change of nothing with no row, as it does a refused one.
  const changes = toRow(variables);
  if (Object.keys(changes).length === 0) return getOne(client, { resource, id, meta });
  const { select, updatedAt } = readMeta(meta);
  let request = client
    .from(resource)
    .update(changes)
    .or(hasId(resource, [id]));
  if (updatedAt !== undefined) request = request.eq('updated_at', updatedAt);
  const [row] = await rowsOf(request.select(select), undefined, resource);
  return row ?? explain(client, resource, id, updatedAt);
}

/**
 * Changes records alike, in one request. Raises `too_large` for more ids than a request holds, before anything is
 * written, and an error that says how many were changed when some were not.
 */
export async function updateMany<TVariables>(
  client: Api,
  { resource, ids, variables, meta }: UpdateManyParams<TVariables>,
): Promise<Row[]> {
  checkCount(ids);
  if (ids.length === 0) return [];
  const { select } = readMeta(meta);
  const changes = toRow(variables);
  if (Object.keys(changes).length === 0) return byIds(client, resource, ids, select);
  const request = client.from(resource).update(changes).or(hasId(resource, ids));
  const rows = await rowsOf(request.select(select), undefined, resource);
  await checkDone(client, resource, ids, rows.length);
  return rows;
}

/** Moves records to the trash, or with `meta.trash: false` deletes them for good. Raises as `updateMany` does. */
export async function remove(
  client: Api,
  resource: string,
  ids: BaseKey[],
  meta: UpdateParams['meta'],
): Promise<void> {
  if (ids.length === 0) return;
  const { trash } = readMeta(meta);
  const done = trash ? await moveToTrash(client, resource, ids) : await deleteRows(client, resource, ids);
  await checkDone(client, resource, ids, done);
}

async function moveToTrash(client: Api, resource: string, ids: BaseKey[]): Promise<number> {
  const { data } = await run(client.rpc('trash_records', { resource, ids }), undefined, resource);
  if (typeof data !== 'number') throw new AtriumError('unknown', 'errors.mismatch', { cause: data });
  return data;
}

async function deleteRows(client: Api, resource: string, ids: BaseKey[]): Promise<number> {
  checkCount(ids);
  const request = client.from(resource).delete().or(hasId(resource, ids));
  return (await rowsOf(request.select(keyColumns(resource)), undefined, resource)).length;
}

function checkCount(ids: BaseKey[]): void {
  if (ids.length > idsPerRequest) {
    throw new AtriumError('too_large', 'errors.too_many_rows', { params: { max: idsPerRequest } });
  }
}

/** Raises when not every record was reached. */
async function checkDone(client: Api, table: string, ids: BaseKey[], done: number): Promise<void> {
  const total = new Set(ids.map(String)).size;
  if (done >= total) return;
  if (done > 0) throw new AtriumError('denied', 'errors.partly_done', { params: { done, total } });
  const visible = await byIds(client, table, ids.slice(0, idsPerRequest), keyColumns(table));
  throw visible.length > 0 ? new AtriumError('denied', 'errors.denied') : gone();
}

/** Raises why an update reached no row. */
async function explain(
  client: Api,
  table: string,
  id: BaseKey,
  updatedAt: string | undefined,
): Promise<never> {
  const columns = updatedAt === undefined ? keyColumns(table) : 'updated_at';
  const [row] = await byIds(client, table, [id], columns);
  if (!row) throw gone();
  const changed = updatedAt !== undefined && row.updated_at !== updatedAt;
  throw changed ? new AtriumError('conflict', 'errors.conflict') : new AtriumError('denied', 'errors.denied');
}

const keyColumns = (table: string) => keyOf(table).join(',');
