import { type ApiAccess, authorization, callDatabase } from './api.ts';

/** The storage answers, and does not remove files: that does not pass by itself. */
export class PurgeRefused extends Error {}

/** So many files go at a time. */
const batch = 100;

/**
 * Removes the bytes of attachments that are due to go, then their rows: it may be stopped at any point and run again. Gives
 * how many went; rejects when the database or the storage does not answer as it should.
 */
export async function purgeAttachments(access: ApiAccess): Promise<number> {
  let gone = 0;
  for (;;) {
    const due = await callDatabase(access, 'attachments_to_purge', { how_many: batch });
    if (!due.ok || !Array.isArray(due.body))
      throw new Error('The database does not say which files are to go.');
    const ids: unknown[] = due.body;
    if (ids.length === 0) return gone;
    const removed = await fetch(`${access.supabaseUrl}/storage/v1/object/attachments`, {
      method: 'DELETE',
      headers: { 'content-type': 'application/json', ...authorization(access.serviceKey) },
      body: JSON.stringify({ prefixes: ids }),
    });
    if (!removed.ok) throw new PurgeRefused(`The storage does not remove files: ${removed.status}`);
    const forgotten = await callDatabase(access, 'forget_attachments', { ids });
    if (!forgotten.ok) throw new Error('The database does not forget files that are gone.');
    gone += ids.length;
    if (ids.length < batch) return gone;
  }
}
