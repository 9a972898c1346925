import type { BaseKey, BaseRecord, DataProvider } from '@refinedev/core';

import { AtriumError } from '../lib/errors';
import type { Api } from './data/api';
import { getList } from './data/list';
import { readMeta } from './data/meta';
import { getMany, getOne } from './data/read';
import { callRpc } from './data/rpc';
import { run, toRow } from './data/run';
import { keyValues } from './data/schema';
import { createMany, remove, update, updateMany } from './data/write';

export type { Count, DataMeta } from './data/meta';

/**
 * Refine's data provider over PostgREST. A resource is a table; `meta` may ask for more (see DataMeta). Every failure is
 * an AtriumError. What the caller may not see is not there; what they may not change is an error, never a silence.
 *
 * numeric comes as a JSON number. Amounts of numeric(14,2) have at most 14 digits, so a number holds each exactly as it
 * stands in the database, and Postgres rounds to cents what is written; only sums must be made in SQL or in cents.
 */
export function createDataProvider(client: Api): Required<DataProvider> {
  return {
    getList: (params) => getList(client, params),
    getOne: async (params) => ({ data: as(await getOne(client, params)) }),
    getMany: async (params) => ({ data: as(await getMany(client, params)) }),

    async create({ resource, variables, meta }) {
      const [row] = await createMany(client, { resource, variables: [variables], meta });
      if (!row) throw new AtriumError('denied', 'errors.denied');
      return { data: as(row) };
    },
    createMany: async (params) => ({ data: as(await createMany(client, params)) }),

    update: async (params) => ({ data: as(await update(client, params)) }),
    updateMany: async (params) => ({ data: as(await updateMany(client, params)) }),

    async deleteOne({ resource, id, meta }) {
      await remove(client, resource, [id], meta);
      return { data: as(keyRow(resource, id)) };
    },
    async deleteMany({ resource, ids, meta }) {
      await remove(client, resource, ids, meta);
      return { data: as(ids.map((id) => keyRow(resource, id))) };
    },

    /** Calls a function: `url` is its name, `payload` (or `query`) its arguments. With `meta.stable` by GET. */
    async custom({ url, payload, query, meta }) {
      const { stable, signal } = readMeta(meta);
      const args = toRow(payload ?? query);
      const { data } = await run(callRpc(client, url.replace(/^\/?rpc\//, ''), args, { stable }), signal);
      return { data: as(data) };
    },

    getApiUrl: () => '/rest/v1',
  };
}

const keyRow = (table: string, id: BaseKey) => Object.fromEntries(keyValues(table, id));

/** Refine's callers say what a row's type is; the provider cannot know. */
function as<T extends BaseRecord | BaseRecord[]>(data: unknown): T {
  return data as T;
}
