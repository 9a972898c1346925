import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { loadLite } from '../../supabase/local/lite.ts';
import { projectRoot } from './workspace.ts';

/**
 * Gives an empty database what a hosted Supabase project comes with before its first migration, with the auth schema of
 * Supabase's own auth server (the local stack's differs a little) and the tables of its storage server.
 * @param client connected as a superuser.
 */
export async function makeProject(client: ClientBase): Promise<void> {
  const script = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
  await client.query(script('supabase/local/prepare.sql'));
  await client.query(script('tests/run/hosted-auth.sql'));
  await client.query(script('supabase/local/prepare.sql'));
  const { getStorageSchemaSql } = await loadLite();
  const tables = getStorageSchemaSql().replace(/create schema if not exists \w+;/i, '');
  await client.query(`begin; set local role supabase_storage_admin; ${tables}; commit`);
}
