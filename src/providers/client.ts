import { GoTrueClient } from '@supabase/auth-js';
import type { SupabaseClient } from '@supabase/supabase-js';
import { watchedFetch } from '../app/connection';
import type { Database } from '../lib/database.types';
import type { Session } from './session';

export interface AtriumConfig {
  /** Address of the Supabase API, without a slash at the end. */
  supabaseUrl: string;
  /** The publishable key. */
  supabaseKey: string;
}

export type AtriumClient = SupabaseClient<Database>;

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
 * The data half of Supabase, loaded when somebody is signed in. Each request carries the session's token, refreshed
 * first when it is due; an answer of 401 is tried once more with a fresh token, and then marks the session expired.
 */
export async function createAtriumClient(config: AtriumConfig, session: Session): Promise<AtriumClient> {
  const { createClient } = await import('@supabase/supabase-js');
  const sessionFetch: typeof fetch = async (input, init) => {
    const response = await watchedFetch(input, init);
    if (response.status !== 401) return response;
    const token = await session.renew();
    if (token === null) return response;
    const headers = new Headers(init?.headers);
    headers.set('Authorization', `Bearer ${token}`);
    const again = await watchedFetch(input, { ...init, headers });
    if (again.status === 401) session.expire();
    return again;
  };
  return createClient<Database>(config.supabaseUrl, config.supabaseKey, {
    accessToken: () => session.token(),
    global: { fetch: sessionFetch },
  });
}
