import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openClient } from './client.ts';
import { codeOf, messageOf, StackError } from './errors.ts';
import { loadLite } from './lite.ts';

const prepareSql = join(import.meta.dirname, 'prepare.sql');

/** The roles that sign in to the database on the stack's behalf. */
export const loginRoles = [
  'postgres',
  'authenticator',
  'supabase_auth_admin',
  'supabase_storage_admin',
] as const;

/**
 * Gives a bare database what a Supabase project comes with: prepare.sql, the roles' passwords, the tables of the auth
 * and the storage server.
 * May be run again at any time.
 * @param adminUrl address of a superuser.
 * @param passwordOf the password of a role; undefined leaves the one it has.
 */
export async function bootstrap(
  adminUrl: string,
  passwordOf: (role: string) => string | undefined,
): Promise<void> {
  const { getAuthSchemaSql, getStorageSchemaSql } = await loadLite();
  const client = await openClient(adminUrl, ['client_min_messages=error']);
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query(readFileSync(prepareSql, 'utf8'));
    for (const role of loginRoles) {
      const password = passwordOf(role);
      if (password) {
        await client.query(`alter role ${role} password ${client.escapeLiteral(password)}`);
      }
    }
    for (const [role, tables] of [
      ['supabase_auth_admin', getAuthSchemaSql()],
      ['supabase_storage_admin', getStorageSchemaSql()],
    ]) {
      // The schema is there already, and the server's role makes none.
      const own = tables?.replace(/create schema if not exists \w+;/i, '');
      await client.query(`begin; set local role ${role}; ${own}; commit`);
    }
  } catch (error) {
    if (codeOf(error)?.startsWith('53')) throw error;
    throw new StackError(`The database could not be prepared: ${messageOf(error)}`);
  } finally {
    await client.end();
  }
}

const lockKey = 5_173_000;
