import { PostgrestClient } from '@supabase/postgrest-js';
import type { Database } from '../lib/database.types';
import { thisTab } from '../lib/tab';
import type { AtriumClient, AtriumConfig } from './client';
import { fetchAs } from './fetchAs';
import type { Session } from './session';

/** The data half of Supabase, for who is signed in. */
export function createAtriumClient(config: AtriumConfig, session: Session): AtriumClient {
  return new PostgrestClient<Database>(`${config.supabaseUrl}/rest/v1`, {
    // by which the audit log tells the app from other users of the API
    headers: { apikey: config.supabaseKey, 'X-Client-Info': `atrium-app/${thisTab}` },
    fetch: fetchAs(session),
  });
}
