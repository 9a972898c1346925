import { GoTrueClient } from '@supabase/auth-js';
import type { PostgrestClient } from '@supabase/postgrest-js';
import { watchedFetch } from '../app/connection';
import { configAhead } from '../app/first/ahead';
import { sessionKey } from '../app/first/session';
import type { Database } from '../lib/database.types';

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
  const early = await configAhead();
  const response = early?.ok ? early : await watchedFetch('/config.json', { cache: 'no-store' });
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

/**
 * `fetch` of the sign-in half. A new session says by the server's clock when it ends, and the client holds that against this
 * machine's: with a clock that is ahead it would ask for another one before each request. Without that it counts from now on.
 */
const sessionFetch: typeof fetch = async (input, init) => {
  const response = await watchedFetch(input, init);
  const isJson = response.headers.get('Content-Type')?.includes('json');
  if (!response.ok || !isJson) return response;
  const found: unknown = await response.json();
  const counted =
    typeof found === 'object' && found !== null && 'expires_in' in found && 'expires_at' in found
      ? { ...found, expires_at: undefined }
      : found;
  return Response.json(counted, { status: response.status, headers: { 'Content-Type': 'application/json' } });
};

/** The sign-in half of Supabase, alone: it is all that the pages before sign-in need. */
export function createAuthClient(config: AtriumConfig): GoTrueClient {
  return new GoTrueClient({
    url: `${config.supabaseUrl}/auth/v1`,
    headers: { apikey: config.supabaseKey, Authorization: `Bearer ${config.supabaseKey}` },
    storageKey: sessionKey,
    persistSession: true,
    autoRefreshToken: true,
    detectSessionInUrl: false,
    flowType: 'implicit',
    fetch: sessionFetch,
  });
}
