import { useDataProvider } from '@refinedev/core';
import { useCallback } from 'react';

type Rpc = (
  name: string,
  args: Record<string, unknown>,
  options?: { stable?: boolean; signal?: AbortSignal },
) => Promise<unknown>;

/**
 * Calls a function of the database: `const rpc = useRpc()`, then `await rpc('save_customer', { payload })`. With
 * `stable` by GET. Rejects with an AtriumError.
 */
export function useRpc(): Rpc {
  const provider = useDataProvider()();
  return useCallback<Rpc>(
    async (name, args, { stable = false, signal } = {}) => {
      const answer = await provider.custom?.({
        url: name,
        method: stable ? 'get' : 'post',
        payload: args,
        meta: { stable, signal },
      });
      return answer?.data;
    },
    [provider],
  );
}
