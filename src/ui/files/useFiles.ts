import { useQuery, useQueryClient } from '@tanstack/react-query';
import { toAtriumError } from '../../lib/errors';
import type { OnSent } from '../../providers/sendingFetch';
import { useBucket } from '../../providers/useBucket';
import { useRpc } from '../../providers/useRpc';
import { type Filed, readAttachments, typeOf } from './attachment';

/** What hears how far a file has come, and what ends it. */
export interface Sending {
  signal: AbortSignal;
  onSent: OnSent;
}

/** With the record's id in it, so that the events of its topic ask anew. */
const keyOf = ({ resource, id }: Filed) => ['data', 'default', resource, 'one', id, 'files'];

/** The files on a record. */
export function useFiles(of: Filed) {
  const rpc = useRpc();
  return useQuery({
    queryKey: keyOf(of),
    queryFn: async ({ signal }) =>
      readAttachments(
        await rpc(
          'list_attachments',
          { request: { resource: of.resource, record_id: of.id } },
          { stable: true, signal },
        ),
      ),
  });
}

/** Adds, deletes and puts back files. Each rejects with an AtriumError. */
export function useWriteFiles(of: Filed) {
  const rpc = useRpc();
  const bucket = useBucket('attachments');
  const queries = useQueryClient();
  const fresh = () => queries.invalidateQueries({ queryKey: keyOf(of) });
  return {
    /** Tried again with the same id, it goes on where it stopped. Given up by the signal, nothing of the file stays. */
    async add(id: string, file: File, { signal, onSent }: Sending): Promise<void> {
      const mime_type = typeOf(file);
      const payload = {
        id,
        resource: of.resource,
        record_id: of.id,
        name: file.name,
        mime_type,
        size: file.size,
      };
      await rpc('add_attachment', { payload });
      await bucket.put(id, new Blob([file], { type: mime_type }), { signal, onSent });
      await rpc('keep_attachment', { attachment_id: id });
      await fresh();
    },
    /** Takes back a file that has begun to be sent; one that the database does not know, or no longer, is gone already. */
    async giveUp(id: string): Promise<void> {
      try {
        await rpc('delete_attachment', { attachment_id: id });
      } catch (error) {
        if (toAtriumError(error).key !== 'errors.gone') throw error;
      }
      await fresh();
    },
    async remove(id: string): Promise<void> {
      await rpc('delete_attachment', { attachment_id: id });
      await fresh();
    },
    async restore(id: string): Promise<void> {
      await rpc('restore_attachment', { attachment_id: id });
      await fresh();
    },
  };
}
