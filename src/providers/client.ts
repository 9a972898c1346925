import { GoTrueClient } from '@supabase/auth-js';
import { PostgrestClient } from '@supabase/postgrest-js';
import { watchedFetch } from '../app/connection';
import type { Database } from '../lib/database.types';
import type { Session } from './session';

export interface AtriumConfig {
  /** Address of the Supabase API, without a slash at the end. */
  supabaseUrl: string;
  /** The publishable key. */
  supabaseKey: string;
}

/** Tables and functions, as a Supabase client has them. */
export type AtriumClient = PostgrestClient<Database>;

/** Reads where the API is from `/config.json`. Rejects when it cannot be had or makes no sense. */
export async function loadConfig(): Promise<AtriumConfig> {
  const response = await watchedFetch('/config.json', { cache: 'no-store' });
  if (!response.ok) throw new Error(`config.json: ${response.status}`);
  const found: unknown = await response.json();
  if (
    typeof found !== 'object' ||
    found === null ||
    !('supabaseUrl' in found && typeof found.supabaseUrl === 'string') ||
    !('supabaseKey' in found && typeof found.supabaseKey === 'string')
  ) {
    throw new Error('config.json must hold supabaseUrl and supabaseKey');
  }
  const url = new URL(found.supabaseUrl || '/', window.location.origin);
  return { supabaseUrl: url.href.replace(/\/$/, ''), supabaseKey: found.supabaseKey };
}

/** The sign-in half of Supabase, alone: it is all that the pages before sign-in need. */
export function createAuthClient(config: AtriumConfig): GoTrueClient {
  return new GoTrueClient({
    url: `${config.supabaseUrl}/auth/v1`,
    headers: { apikey: config.supabaseKey, Authorization: `Bearer ${config.supabaseKey}` },
    storageKey: 'atrium.session',
    persistSession: true,
    autoRefreshToken: true,
    detectSessionInUrl: false,
    flowType: 'implicit',
    fetch: watchedFetch,
  });
}

/**
 * The data half of Supabase, for who is signed in. Each request carries the session's token, refreshed first when it is
 * due; an answer of 401 is tried once more with a fresh token, and then marks the session expired.
 */
export function createAtriumClient(config: AtriumConfig, session: Session): AtriumClient {
  const send = (input: RequestInfo | URL, init: RequestInit | undefined, token: string | null) => {
    const headers = new Headers(init?.headers);
    if (token) headers.set('Authorization', `Bearer ${token}`);
    return watchedFetch(input, { ...init, headers });
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
    headers: { apikey: config.supabaseKey },
    fetch: sessionFetch,
  });
}

/** What PostgREST answers to a token that is over. */
const expiredResponse = () =>
  Response.json({ code: 'PGRST301', message: 'JWT expired', details: null, hint: null }, { status: 401 });
