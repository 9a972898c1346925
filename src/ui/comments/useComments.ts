import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useRpc } from '../../providers/useRpc';
import { type Commented, type CommentPage, readComments } from './comment';

/** With the record's id in it, so that the events of its topic ask anew. */
const keyOf = ({ resource, id }: Commented) => ['data', 'default', resource, 'one', id, 'comments'];

/** The comments on a record, the latest first, page after page. */
export function useComments(about: Commented) {
  const rpc = useRpc();
  return useInfiniteQuery({
    queryKey: keyOf(about),
    queryFn: async ({ pageParam, signal }) =>
      readComments(
        await rpc(
          'list_comments',
          {
            request: {
              resource: about.resource,
              record_id: about.id,
              ...(pageParam ? { before: pageParam } : {}),
            },
          },
          { stable: true, signal },
        ),
      ),
    initialPageParam: null as CommentPage['next'],
    getNextPageParam: ({ next }) => next,
  });
}

interface Draft {
  id: string;
  body: string;
  mentions: string[];
}

/** Writes and deletes comments. Both functions reject with an AtriumError; `save` gives whom it did not reach, by name. */
export function useWriteComments(about: Commented) {
  const rpc = useRpc();
  const queries = useQueryClient();
  const fresh = () => queries.invalidateQueries({ queryKey: keyOf(about) });
  return {
    async save(draft: Draft): Promise<string[]> {
      const saved = await rpc('save_comment', {
        payload: { resource: about.resource, record_id: about.id, ...draft },
      });
      await fresh();
      const known = typeof saved === 'object' && saved !== null && 'unseen' in saved;
      return known && Array.isArray(saved.unseen) ? saved.unseen.map(String) : [];
    },
    async remove(id: string): Promise<void> {
      await rpc('delete_comment', { comment_id: id });
      await fresh();
    },
  };
}
