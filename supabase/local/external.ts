import { openClient } from './client.ts';
import { codeOf, messageOf, StackError } from './errors.ts';
import { rolePassword } from './installation.ts';
import type { Database } from './postgres.ts';

/**
 * A database that `DATABASE_URL` names, in place of the embedded one.
 * @param fallbackSecret from which the roles' passwords are made when the address has no password of its own. (They are made
 *   from that password otherwise, so that two installations on one server agree about them.)
 * @raises StackError when it cannot be reached, is too old, or the user is no superuser.
 */
export async function connectExternal(databaseUrl: string, fallbackSecret: string): Promise<Database> {
  const address = parse(databaseUrl);
  await examine(databaseUrl, address);
  const secret = decodeURIComponent(address.password) || fallbackSecret;
  return {
    url(role) {
      const url = new URL(address);
      url.username = role;
      url.password = rolePassword(secret, role);
      return url.toString();
    },
    stop: async () => undefined,
  };
}

function parse(databaseUrl: string): URL {
  const address = URL.canParse(databaseUrl) ? new URL(databaseUrl) : undefined;
  if (address && /^postgres(ql)?:$/.test(address.protocol) && address.username) return address;
  throw new StackError(
    'DATABASE_URL is not understood. It should look like postgres://user:password@host:5432/database',
  );
}

async function examine(databaseUrl: string, address: URL): Promise<void> {
  const client = await openClient(databaseUrl).catch((error: unknown) => {
    throw new StackError(
      `The database of DATABASE_URL (${address.host}${address.pathname}) cannot be reached: ${messageOf(error) || codeOf(error)}. Check the address, the user and the password.`,
    );
  });
  try {
    const { rows } = await client.query<{ version: string; super: boolean; name: string }>(`
      select current_setting('server_version_num') as version, r.rolsuper as super, r.rolname as name
      from pg_catalog.pg_roles r where r.rolname = current_user
    `);
    const found = rows[0];
    if (!found || Number(found.version) < 150_000) {
      throw new StackError(`The database of DATABASE_URL is too old: Atrium needs Postgres 15 or newer.`);
    }
    if (!found.super) {
      throw new StackError(
        `The user "${found.name}" of DATABASE_URL is no superuser, so the roles that Atrium needs cannot be made. Name a superuser; for a Supabase project, see "Put it on Supabase" in the README.`,
      );
    }
  } finally {
    await client.end();
  }
}
