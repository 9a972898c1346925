import { PostgrestClient } from '@supabase/postgrest-js';
import type { Database } from '../../../src/lib/database.types.ts';
import type { ImportClient } from '../../../src/lib/import/api.ts';
import type { Disposal } from '../disposal.ts';
import { StackError } from '../errors.ts';
import { openHome } from '../home.ts';
import { readInstallation, servedAt } from '../installation.ts';
import { signJwt } from '../jwt.ts';
import { isServed } from '../lock.ts';
import { dataFolder } from '../settings.ts';
import { startStack } from '../stack.ts';

interface Reachable {
  url: string;
  publishableKey: string;
  secretKey: string;
  jwtSecret: string;
}

/** The running Atrium on the data folder, or one that is started for the command. */
async function reach(env: NodeJS.ProcessEnv, disposal: Disposal): Promise<Reachable> {
  const dataDir = dataFolder(env);
  const home = openHome(dataDir);
  if (isServed(home.folder)) {
    return { ...readInstallation(home), url: servedAt(home) };
  }
  return startStack(
    {
      dataDir,
      port: 0,
      data: 'empty',
      frontend: 'none',
      databaseUrl: env.DATABASE_URL || undefined,
      quiet: true,
    },
    disposal,
  );
}

/**
 * The API as somebody who works here: with their rights and no more.
 * @raises StackError when there is nobody of that e-mail who can sign in.
 */
export async function connectAs(
  email: string,
  env: NodeJS.ProcessEnv,
  disposal: Disposal,
): Promise<ImportClient> {
  const stack = await reach(env, disposal);
  const api = `${stack.url}/rest/v1`;
  const service = new PostgrestClient<Database>(api, { headers: { apikey: stack.secretKey } });
  const { data, error } = await service
    .from('profiles')
    .select('user_id, active')
    .ilike('email', email.replace(/[\\%_]/g, '\\$&'))
    .maybeSingle();
  if (error) throw new StackError(`Atrium at ${stack.url} does not answer as it should: ${error.message}`);
  if (!data?.user_id || !data.active) {
    throw new StackError(
      `Nobody with the e-mail ${email} can sign in here. Name somebody who can with --as.`,
    );
  }
  const claims = { sub: data.user_id, email, role: 'authenticated', aud: 'authenticated' };
  const withToken: typeof fetch = (input, init) => {
    const now = Math.floor(Date.now() / 1000);
    const headers = new Headers(init?.headers);
    headers.set(
      'authorization',
      `Bearer ${signJwt({ ...claims, iat: now, exp: now + 300 }, stack.jwtSecret)}`,
    );
    return fetch(input, { ...init, headers });
  };
  return new PostgrestClient<Database>(api, { headers: { apikey: stack.publishableKey }, fetch: withToken });
}
