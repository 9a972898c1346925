import { type CrudFilter, type MetaQuery, useList } from '@refinedev/core';
import { useQuery } from '@tanstack/react-query';
import { useRpc } from '../../providers/useRpc';
import type { ListSpec } from './types';

/** How many rows there are in all; `about` when that is a guess. */
export interface ListCount {
  total: number;
  about: boolean;
}

function isListCount(value: unknown): value is ListCount {
  return typeof value === 'object' && value !== null && 'total' in value && 'about' in value;
}

/**
 * How many rows a list has: counted, but where somebody sees everything that everybody has, which would read the whole
 * table, the table's size as the database knows it. Undefined until it is known, and when it cannot be had.
 */
export function useListCount(
  { resource, permission, ownerField }: ListSpec,
  { everything }: { everything: boolean },
  asked: { filters: CrudFilter[]; meta: MetaQuery },
): ListCount | undefined {
  const rpc = useRpc();
  // Only what has owners grows so large, and is known to the function.
  const guess = everything && Boolean(ownerField);
  const guessed = useQuery({
    // Under the resource's own key, so that every change asks anew.
    queryKey: ['data', 'default', resource, 'list', 'all'],
    queryFn: async ({ signal }) => {
      const found = await rpc('count_all', { resource: permission ?? resource }, { stable: true, signal });
      return isListCount(found) ? found : null;
    },
    enabled: guess,
  });
  const counted = useList({
    ...asked,
    resource,
    pagination: { currentPage: 1, pageSize: 1 },
    queryOptions: { enabled: !guess },
    errorNotification: false,
  });
  if (guess) return guessed.data ?? undefined;
  const total = counted.query.isError ? undefined : counted.query.data?.total;
  return total === undefined ? undefined : { total, about: false };
}
