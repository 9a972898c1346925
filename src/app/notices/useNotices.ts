import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRpc } from '../../providers/useRpc';
import { type NewsOfRecord, newsOf } from './news';
import { type NoticePage, readNotices, readUnread } from './notice';

/** Under the table's own key, so that the events of one's own topic ask anew. */
const key = ['data', 'default', 'notifications'];

/** How many notifications are unread; undefined until that is known. */
export function useUnread(): number | undefined {
  const rpc = useRpc();
  const { data } = useQuery({
    queryKey: [...key, 'unread'],
    queryFn: async ({ signal }) =>
      readUnread(await rpc('count_unread_notifications', {}, { stable: true, signal })),
  });
  return data;
}

/** What one is told of, the latest first, page after page. */
export function useNotices() {
  const rpc = useRpc();
  return useInfiniteQuery({
    queryKey: [...key, 'list'],
    queryFn: async ({ pageParam, signal }) =>
      readNotices(
        await rpc(
          'list_notifications',
          { request: pageParam ? { before: pageParam } : {} },
          { stable: true, signal },
        ),
      ),
    initialPageParam: null as NoticePage['next'],
    getNextPageParam: ({ next }) => next,
  });
}

/** As many as are looked through for what is new. */
const most = 100;

/** What is new of what others did, by record; undefined until that is known. */
export function useNews(): NewsOfRecord[] | undefined {
  const rpc = useRpc();
  const { data } = useQuery({
    queryKey: [...key, 'news'],
    queryFn: async ({ signal }) =>
      newsOf(
        readNotices(await rpc('list_notifications', { request: { limit: most } }, { stable: true, signal }))
          .entries,
      ),
  });
  return data;
}

/** Marks notifications as read, those with the ids or all; the returned function rejects with an AtriumError. */
export function useReadNotices(): (ids?: string[]) => Promise<void> {
  const rpc = useRpc();
  const queries = useQueryClient();
  return async (ids) => {
    await rpc('read_notifications', { payload: ids ? { ids } : {} });
    await queries.invalidateQueries({ queryKey: key });
  };
}
