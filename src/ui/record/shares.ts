import { useQuery } from '@tanstack/react-query';
import { useRpc } from '../../providers/useRpc';

interface Named {
  id: string;
  name: string;
}

/** With whom a record is shared: a person or a team. */
export interface Share {
  id: string;
  access: 'read' | 'edit';
  until: string | null;
  person: Named | null;
  team: Named | null;
  by: Named | null;
}

const isShare = (value: unknown): value is Share =>
  typeof value === 'object' && value !== null && 'access' in value && 'person' in value && 'team' in value;

/** The shares of a record, as whoever may read it sees them. */
export function useShares(resource: string, id: string) {
  const rpc = useRpc();
  return useQuery({
    // Under the resource's own key, so that every change of a record asks anew.
    queryKey: ['data', 'default', resource, 'shares', id],
    queryFn: async ({ signal }) => {
      const found = await rpc('list_record_shares', { resource, record_id: id }, { stable: true, signal });
      return Array.isArray(found) ? found.filter(isShare) : [];
    },
  });
}
