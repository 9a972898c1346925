import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { codeOf, explainFolder, StackError } from './errors.ts';
import type { Home } from './home.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { explainPostgres } from './postgres-log.ts';
import { hasEndedUnnoticed, identityOf, programOf, signal, waitUntilGone } from './process-identity.ts';
import { Program } from './program.ts';

/** The superuser's name, as on Supabase, where `postgres` is none. */
export const superuser = 'supabase_admin';

/**
 * Makes the data directory when there is none. It appears whole or not at all.
 * @raises StackError when there is no space or no permission, or when it is of another Postgres version.
 */
export async function ensureCluster(
  home: Home,
  binaries: PostgresBinaries,
  password: string,
  quick: boolean,
): Promise<void> {
  if (existsSync(home.cluster)) {
    refuseOtherVersion(home, binaries);
    return;
  }
  const draft = `${home.cluster}.new`;
  const passwordFile = `${home.cluster}.password`;
  try {
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { mode: 0o700 });
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (home.user) {
      chownSync(draft, home.user.uid, home.user.gid);
      chownSync(passwordFile, home.user.uid, home.user.gid);
    }
    await initialise(home, binaries, draft, passwordFile, quick);
    renameSync(draft, home.cluster);
  } catch (error) {
    throw explainFolder(error, home.databaseFolder);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

async function initialise(
  home: Home,
  binaries: PostgresBinaries,
  folder: string,
  passwordFile: string,
  quick: boolean,
): Promise<void> {
  const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  const initdb = new Program({
    name: 'initdb',
    command: binaries.initdb,
    args: [
      `--pgdata=${folder}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      `--locale=${locale}`,
      '--lc-messages=C',
      ...(quick ? ['--no-sync'] : []),
    ],
    env: { LC_ALL: locale },
    ...(home.user ? { user: home.user } : {}),
  });
  const reason = await initdb.ended;
  if (reason !== 'exit code 0') throw explainPostgres(initdb.lines, home, `initdb: ${reason}`);
}

function refuseOtherVersion(home: Home, binaries: PostgresBinaries): void {
  let found: string;
  try {
    found = readFileSync(join(home.cluster, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw explainFolder(error, home.cluster);
    throw new StackError(
      `${home.cluster} is no Postgres data folder. Move it away, or begin anew: npm run demo:reset`,
    );
  }
  if (Number.parseInt(found, 10) === binaries.major) return;
  throw new StackError(
    `The data in ${home.cluster} is of Postgres ${found}, and this Atrium brings Postgres ${binaries.major}. Move it over with pg_dump of version ${found}, or begin anew: npm run demo:reset`,
  );
}

/**
 * Stops, cleanly, the Postgres that a copy of ours left behind when it was killed hard. It is touched only when its pid file
 * names our data directory and it says itself that it serves that directory.
 * @raises StackError when a Postgres holds our data directory but does not let us in.
 */
export async function stopOrphan(home: Home, password: string): Promise<void> {
  const file = join(home.cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const [pidText = '', folder = '', , portText = ''] = readFileSync(file, 'utf8').split('\n');
  const pid = Number(pidText);
  const identity = identityOf(pid);
  if (!identity) {
    // Postgres cannot tell a zombie from a living server, and would refuse to start.
    if (hasEndedUnnoticed(pid)) rmSync(file);
    return;
  }
  if (!programOf(pid)?.includes('postgres')) {
    rmSync(file);
    return;
  }
  const claimed = existsSync(folder) && realpathSync(folder) === realpathSync(home.cluster);
  if (claimed && (await servesFolder(home, Number(portText), password))) {
    signal(pid, 'SIGINT');
    if (await waitUntilGone(pid, identity, 60_000)) return;
  }
  throw new StackError(
    `A Postgres that this start did not begin (process ${pid}) holds ${home.cluster}. Stop it first: kill -INT ${pid}`,
  );
}

async function servesFolder(home: Home, port: number, password: string): Promise<boolean> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const answer = await askForFolder(home, port, password);
    if (answer !== 'starting') return answer === 'ours';
    if (Date.now() > deadline) return false;
    await wait(100);
  }
}

async function askForFolder(
  home: Home,
  port: number,
  password: string,
): Promise<'ours' | 'starting' | 'not ours'> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: superuser,
    password,
    database: 'postgres',
    connectionTimeoutMillis: 5000,
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    const served = rows[0]?.data_directory;
    return served !== undefined && realpathSync(served) === realpathSync(home.cluster) ? 'ours' : 'not ours';
  } catch (error) {
    return codeOf(error) === '57P03' ? 'starting' : 'not ours';
  } finally {
    await client.end().catch(() => undefined);
  }
}
