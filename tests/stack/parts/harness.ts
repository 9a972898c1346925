import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { identityOf } from '../../../supabase/local/process-identity.ts';
import { projectRoot, temporaryFolder } from '../../run/workspace.ts';

export interface Addresses {
  url: string;
  databaseUrl: string;
  publishableKey: string;
  secretKey: string;
}

/** A stack in a process of its own, that may be signalled and killed. */
export class Served {
  output = '';
  readonly exit: Promise<number | null>;

  constructor(readonly child: ChildProcess) {
    const collect = (chunk: Buffer) => {
      this.output += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    this.exit = new Promise((done) => child.once('close', done));
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('the stack was not started');
    return this.child.pid;
  }

  /** Its addresses, once it is ready. */
  async ready(): Promise<Addresses> {
    await this.says(/^READY (.*)$/m);
    const found = /^READY (.*)$/m.exec(this.output)?.[1] ?? '{}';
    return JSON.parse(found);
  }

  /** Waits until it has written something; raises when it ends without. */
  async says(pattern: RegExp): Promise<void> {
    await until(
      () => pattern.test(this.output) || this.child.exitCode !== null || this.child.signalCode !== null,
    );
    if (!pattern.test(this.output)) throw new Error(`the stack never said ${pattern}:\n${this.output}`);
  }

  /** The lines it wrote, less those about progress. */
  get lines(): string[] {
    return this.output.split('\n').filter((line) => line !== '');
  }
}

/** Starts a stack on a data folder in a process of its own; it is stopped when the test ends. */
export function serve(
  dataDir: string,
  env: Record<string, string> = {},
  user?: { uid: number; gid: number },
): Served {
  return launch('tests/stack/parts/serve.ts', [], { ...env, ATRIUM_DATA_DIR: dataDir }, user);
}

/** Runs one of the project's programs as npm does; it is stopped when the test ends. */
export function launch(
  script: string,
  args: string[],
  env: Record<string, string>,
  user?: { uid: number; gid: number },
): Served {
  const child = spawn(process.execPath, ['--import', 'tsx', join(projectRoot, script), ...args], {
    cwd: projectRoot,
    env: { ...process.env, DATABASE_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  });
  const served = new Served(child);
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await served.exit;
  });
  return served;
}

/** A path for a data folder that does not exist yet, in a folder that goes away with the test run. */
export function newDataDir(): string {
  return join(temporaryFolder('stack-'), 'atrium');
}

/** Waits until something is so; raises after a minute. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('it did not come to be within a minute');
    await wait(20);
  }
}

/** One query on a connection of its own. */
export async function query<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Whether a query can be answered, for who waits until it can. */
export async function answers(url: string): Promise<boolean> {
  return query(url, 'select 1').then(
    () => true,
    () => false,
  );
}

/** Process ids of the programs below a process. */
export function childrenOf(pid: number, name: string): number[] {
  return processes()
    .filter((entry) => entry.parent === pid && entry.name === name)
    .map((entry) => entry.pid);
}

/** The process id of the Postgres that serves a data folder. */
export function postmasterOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

export function isAlive(pid: number): boolean {
  return identityOf(pid) !== undefined;
}

/** Whether anything of a stack is left: its lock, its Postgres. */
export function leftovers(dataDir: string): string[] {
  return ['running.json', join('postgres', 'postmaster.pid'), 'postgres.new', 'postgres.password'].filter(
    (name) => existsSync(join(dataDir, name)),
  );
}

function processes(): { pid: number; parent: number; name: string }[] {
  const list = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,comm='], { encoding: 'utf8' });
  return list
    .trim()
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [])
    .map(([, pid, parent, name]) => ({
      pid: Number(pid),
      parent: Number(parent),
      name: basename(name ?? ''),
    }));
}
