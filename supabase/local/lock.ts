import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, explainFolder, StackError } from './errors.ts';
import type { Home } from './home.ts';
import { identityOf, signal, waitUntilGone } from './process-identity.ts';

interface Running {
  pid: number;
  identity: string;
  url?: string;
  /** PostgREST, which outlives us when we are killed hard. */
  api?: { pid: number; identity: string };
}

export interface Lock {
  /** Notes where we serve, and which program of ours has to be ended should we be killed. */
  note(facts: { url?: string; apiPid?: number }): void;
  release(): void;
}

/**
 * Takes the data folder for this process. What a copy that was killed hard left running of PostgREST is ended first.
 * @raises StackError when another living copy has the folder.
 */
export async function lockHome(home: Home): Promise<Lock> {
  const file = join(home.folder, 'running.json');
  const own: Running = { pid: process.pid, identity: identityOf(process.pid) ?? '' };
  const draft = `${file}.${process.pid}`;
  try {
    for (;;) {
      writeFileSync(draft, JSON.stringify(own));
      try {
        linkSync(draft, file);
        break;
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
        await clearStale(file, home.folder);
      }
    }
  } catch (error) {
    throw explainFolder(error, home.folder);
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    note({ url, apiPid }) {
      if (url) own.url = url;
      const identity = apiPid === undefined ? undefined : identityOf(apiPid);
      if (apiPid !== undefined && identity) own.api = { pid: apiPid, identity };
      writeFileSync(draft, JSON.stringify(own));
      renameSync(draft, file);
    },
    release: () => rmSync(file, { force: true }),
  };
}

/** Whether a living copy of Atrium has the data folder, and serves it. */
export function isServed(folder: string): boolean {
  const running = read(join(folder, 'running.json'));
  return running?.url !== undefined && identityOf(running.pid) === running.identity;
}

/** @raises StackError when a living copy of Atrium has the data folder. */
export function refuseWhileRunning(folder: string): void {
  const running = read(join(folder, 'running.json'));
  if (!running || identityOf(running.pid) !== running.identity) return;
  const where = running.url ? ` at ${running.url}` : '';
  throw new StackError(
    `Atrium is already running${where} on the data in ${folder} (process ${running.pid}). Use that one, or stop it first: kill ${running.pid}`,
  );
}

async function clearStale(file: string, folder: string): Promise<void> {
  refuseWhileRunning(folder);
  const api = read(file)?.api;
  if (api && identityOf(api.pid) === api.identity) {
    signal(api.pid, 'SIGTERM');
    if (!(await waitUntilGone(api.pid, api.identity, 3000))) signal(api.pid, 'SIGKILL');
  }
  rmSync(file, { force: true });
}

function read(file: string): Running | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isRunning(value) ? value : undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isRunning(value: unknown): value is Running {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'identity' in value &&
    typeof value.identity === 'string'
  );
}
