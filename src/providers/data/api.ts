import type { SupabaseClient } from '@supabase/supabase-js';

/** What the provider needs of a client: tables and functions. A whole Supabase client has them, PostgREST's alone too. */
export type Api = Pick<SupabaseClient, 'from' | 'rpc'>;
