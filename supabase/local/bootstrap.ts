import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openClient } from './client.ts';
import { codeOf, messageOf, StackError } from './errors.ts';
import { loadLite } from './lite.ts';

const prepareSql = join(import.meta.dirname, 'prepare.sql');

/** The roles that sign in to the database on the stack's behalf. */
export const loginRoles = ['postgres', 'authenticator', 'supabase_auth_admin'] as const;

/**
 * Gives a bare database what a Supabase project comes with: prepare.sql, the roles' passwords, the auth server's tables.
 * May be run again at any time.
 * @param adminUrl address of a superuser.
 * @param passwordOf the password of a role; undefined leaves the one it has.
 */
export async function bootstrap(
  adminUrl: string,
  passwordOf: (role: string) => string | undefined,
): Promise<void> {
  const { getAuthSchemaSql } = await loadLite();
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
    // The schema is there already, and the auth server's role makes none.
    const tables = getAuthSchemaSql().replace(/create schema if not exists auth;/i, '');
    await client.query(`begin; set local role supabase_auth_admin; ${tables}; commit`);
  } catch (error) {
    if (codeOf(error)?.startsWith('53')) throw error;
    throw new StackError(`The database could not be prepared: ${messageOf(error)}`);
  } finally {
    await client.end();
  }
}

const lockKey = 5_173_000;
