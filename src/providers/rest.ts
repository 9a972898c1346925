import { PostgrestClient } from '@supabase/postgrest-js';
import { watchedFetch } from '../app/connection';
import type { Database } from '../lib/database.types';
import { thisTab } from '../lib/tab';
import type { AtriumClient, AtriumConfig } from './client';
import { noteDenial } from './denials';
import type { Session } from './session';

/**
 * The data half of Supabase, for who is signed in. Each request carries the session's token, refreshed first when it is
 * due; an answer of 401 is tried once more with a fresh token, and then marks the session expired.
 */
export function createAtriumClient(config: AtriumConfig, session: Session): AtriumClient {
  const send = async (input: RequestInfo | URL, init: RequestInit | undefined, token: string | null) => {
    const headers = new Headers(init?.headers);
    if (token) headers.set('Authorization', `Bearer ${token}`);
    const response = await watchedFetch(input, { ...init, headers });
    if (response.status === 403) noteDenial();
    return response;
  };
  const sessionFetch: typeof fetch = async (input, init) => {
    const token = await session.token();
    // Without a session the answer is known: asking as nobody would look like a missing permission.
    if (token === null) return expiredResponse();
    const response = await send(input, init, token);
    if (response.status !== 401) return response;
    const fresh = await session.renew();
    if (fresh === null) return response;
    const again = await send(input, init, fresh);
    if (again.status === 401) session.expire();
    return again;
  };
  return new PostgrestClient<Database>(`${config.supabaseUrl}/rest/v1`, {
    // by which the audit log tells the app from other users of the API
    headers: { apikey: config.supabaseKey, 'X-Client-Info': `atrium-app/${thisTab}` },
    fetch: sessionFetch,
  });
}

/** What PostgREST answers to a token that is over. */
const expiredResponse = () =>
  Response.json({ code: 'PGRST301', message: 'JWT expired', details: null, hint: null }, { status: 401 });
