import type { BaseKey, GetManyParams, GetOneParams } from '@refinedev/core';

import { AtriumError } from '../../lib/errors';
import type { Api } from './api';
import { type DataMeta, readMeta } from './meta';
import { type Row, rowsOf } from './run';
import { hasId, idOf, keyOf } from './schema';
import { withColumns } from './select';

/** How many ids go into a URL: 150 uuids make 6 kB, and some proxies take no more than 8. */
export const idsPerRequest = 150;

/** The record is not there, or its reader may not see it: one answer for both, so that nothing is told. */
export const gone = (cause?: unknown) => new AtriumError('gone', 'errors.gone', { cause });

/** Gives one record. Raises `gone` when there is none to be seen. */
export async function getOne(client: Api, { resource, id, meta }: GetOneParams): Promise<Row> {
  const { select, signal } = readMeta(meta);
  const [row] = await byIds(client, resource, [id], select, signal).catch((error: unknown) => {
    // An id that is none (a mistyped address) finds nothing either.
    throw error instanceof AtriumError && error.key === 'errors.malformed' ? gone(error) : error;
  });
  if (!row) throw gone();
  return row;
}

/** Gives those of the records that can be seen, in the order of the ids. */
export async function getMany(client: Api, { resource, ids, meta }: GetManyParams): Promise<Row[]> {
  const { select, signal } = readMeta(meta);
  const columns = withColumns(select, keyOf(resource));
  const found = new Map<string, Row>();
  for (let start = 0; start < ids.length; start += idsPerRequest) {
    const some = ids.slice(start, start + idsPerRequest);
    for (const row of await byIds(client, resource, some, columns, signal)) {
      found.set(idOf(resource, row), row);
    }
  }
  return ids.map((id) => found.get(String(id))).filter((row) => row !== undefined);
}

/** Gives the rows with these keys that the caller may see. */
export function byIds(
  client: Api,
  table: string,
  ids: BaseKey[],
  select: DataMeta['select'],
  signal?: AbortSignal,
): Promise<Row[]> {
  return rowsOf(client.from(table).select(select).or(hasId(table, ids)), signal, table);
}
