import { useMemo } from 'react';
import { useServices } from '../app/services';
import { fromApi, toAtriumError } from '../lib/errors';
import { fetchAs } from './fetchAs';
import { type OnSent, sendingFetch } from './sendingFetch';

/** The bytes of files, by their names in a bucket. Both functions reject with an AtriumError. */
export interface Bucket {
  /**
   * Puts a file there; one that is there by that name already is left as it is. `onSent` hears what part has gone; after
   * `signal` it rejects with what that says, or some failure.
   */
  put(name: string, file: Blob, options?: { signal?: AbortSignal; onSent?: OnSent }): Promise<void>;
  get(name: string): Promise<Blob>;
}

/** A bucket of Supabase Storage as who is signed in. Its client is fetched when it is first needed. */
export function useBucket(bucket: string): Bucket {
  const { config, session } = useServices();
  return useMemo(() => {
    const open = async (by: typeof fetch = fetchAs(session)) => {
      const { StorageClient } = await import('@supabase/storage-js');
      const headers = { apikey: config.supabaseKey };
      return new StorageClient(`${config.supabaseUrl}/storage/v1`, headers, by).from(bucket);
    };
    return {
      async put(name, file, { signal, onSent } = {}) {
        const send = fetchAs(session, onSent && sendingFetch(onSent));
        // the client takes no signal for what it sends
        const client = await open((input, init) => send(input, { ...init, signal }));
        const { error } = await client.upload(name, file);
        signal?.throwIfAborted();
        if (error && statusOf(error) !== 409) throw failureOf(error);
      },
      async get(name) {
        const { data, error } = await (await open()).download(name);
        if (error) throw failureOf(error);
        return data;
      },
    };
  }, [config, session, bucket]);
}

/** Storage says the status of what went wrong in its answer, and sends another. */
function statusOf(error: object): number | undefined {
  const status = 'statusCode' in error ? Number(error.statusCode) : Number.NaN;
  return Number.isInteger(status) && status > 0 ? status : undefined;
}

function failureOf(error: Error) {
  if ('originalError' in error && error.originalError instanceof Error)
    return toAtriumError(error.originalError);
  const status = statusOf(error);
  // what may not be had is not told apart from what is not there
  if (status === 404) return fromApi({ code: 'P0002', message: error.message, hint: 'gone' }, 404);
  return status ? fromApi({ message: error.message }, status) : toAtriumError(error);
}
