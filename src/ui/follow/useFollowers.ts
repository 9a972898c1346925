import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';

/** The record that is followed. */
export interface Followed {
  resource: 'customers' | 'deals' | 'orders' | 'tickets' | 'tasks';
  id: string;
}

interface Followers {
  /** Whether the reader is one of them. */
  following: boolean;
  people: { id: string; name: string }[];
  /** Whether the reader has not read what they were told of it. */
  unread: boolean;
}

/** With the record's id in it, so that the events of its topic ask anew. */
const keyOf = ({ resource, id }: Followed) => ['data', 'default', resource, 'one', id, 'followers'];

function readFollowers(data: unknown): Followers {
  if (typeof data !== 'object' || data === null || !('people' in data && Array.isArray(data.people)))
    throw new TypeError('these are no followers');
  return data as Followers;
}

/** Who follows a record. */
export function useFollowers(about: Followed) {
  const rpc = useRpc();
  return useQuery({
    queryKey: keyOf(about),
    queryFn: async ({ signal }) =>
      readFollowers(
        await rpc(
          'list_followers',
          { request: { resource: about.resource, record_id: about.id } },
          { stable: true, signal },
        ),
      ),
  });
}

/** Follows a record, or no longer. The returned function rejects with an AtriumError. */
export function useFollow(about: Followed): (following: boolean) => Promise<void> {
  const rpc = useRpc();
  const queries = useQueryClient();
  return async (following) => {
    await rpc('follow_record', { payload: { resource: about.resource, record_id: about.id, following } });
    await queries.invalidateQueries({ queryKey: keyOf(about) });
  };
}

/** Whoever has the record before them has read what they were told of it: marked so as long as something is unread. */
export function useReadHere(about: Followed, unread: boolean): void {
  const rpc = useRpc();
  const { permissions } = useMe();
  const { resource, id } = about;
  // What somebody was told is theirs to read, whoever views as them.
  const wanted = unread && !permissions.viewing_as;
  useEffect(() => {
    if (!wanted) return;
    // Where it fails it stays unread, as the bell says.
    rpc('read_notifications', { payload: { resource, record_id: id } }).catch(() => undefined);
  }, [rpc, wanted, resource, id]);
}
