import { GoTrueClient } from '@supabase/auth-js';
import type { PostgrestClient } from '@supabase/postgrest-js';
import { watchedFetch } from '../app/connection';
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
