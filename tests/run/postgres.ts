import { chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { superuser } from '../../supabase/local/cluster.ts';
import { freePort } from '../../supabase/local/free-port.ts';
import { openHome } from '../../supabase/local/home.ts';
import { postgresBinaries } from '../../supabase/local/postgres-binaries.ts';
import { databaseUser } from '../../supabase/local/system-user.ts';
import { run } from './process.ts';
import { temporaryFolder } from './workspace.ts';

export interface Server {
  port: number;
  /** Address of a database as a user (password-less: it listens on loopback only and lives for one test run). */
  url(user: string, database?: string): string;
  stop(): Promise<void>;
}

/** The folder with the embedded Postgres's programs. */
export function embeddedBinaries(): string {
  return dirname(postgresBinaries(openHome(temporaryFolder('embedded-'))).postgres);
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
  const user = databaseUser(data);
  if (user) chownSync(folder, user.uid, user.gid);
  mkdirSync(data, { mode: 0o700 });
  if (user) chownSync(data, user.uid, user.gid);

  const program = async (file: string, args: string[]) => {
    const { code, output } = await run(join(binaries, file), args, {
      cwd: folder,
      quiet: true,
      minutes: 2,
      ...(user ? { uid: user.uid, gid: user.gid } : {}),
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
