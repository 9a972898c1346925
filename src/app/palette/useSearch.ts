import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { fromApi } from '../../lib/errors';
import { useMe } from '../../providers/me';
import { useSettled } from '../../ui/useSettled';

export const shortest = 2;
const pause = 160;
const perKind = 5;

export interface Hit {
  kind: string;
  id: string;
  title: string;
  subtitle: string | null;
  number: string | null;
  customerId: string | null;
}

/** Records of every kind that match any part of a name, phone, e-mail or number, as the caller may see them. */
export function useSearch(typed: string) {
  const { client } = useMe();
  const text = useSettled(useDeferredValue(typed.trim()), pause);
  const enabled = [...text].length >= shortest;
  const query = useQuery({
    queryKey: ['palette', text],
    enabled,
    staleTime: 30_000,
    queryFn: async ({ signal }): Promise<Hit[]> => {
      const { data, error, status } = await client
        .rpc('search_everything', { q: text, per_kind: perKind })
        .abortSignal(signal);
      if (error) throw fromApi(error, status);
      return data.map((row) => ({
        kind: row.kind,
        id: row.id,
        title: row.title,
        subtitle: row.subtitle,
        number: row.number === null ? null : String(row.number),
        customerId: row.customer_id,
      }));
    },
  });
  return {
    ...query,
    hits: enabled ? (query.data ?? []) : [],
    waiting: enabled && query.isFetching,
    text,
    enabled,
  };
}
