import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** The project's top folder. */
export const projectRoot = resolve(import.meta.dirname, '../..');

/** Environment variable that every process of a run inherits, so that a run can find what it left behind. */
const markName = 'ATRIUM_TEST_RUN';

/** Environment variable naming the folder that everything temporary of a run lives in. */
const folderName = 'ATRIUM_TEST_TMP';

export interface Workspace {
  /** Folder for everything temporary; others may enter it, because Postgres runs as another user under root. */
  folder: string;
  /** Ends the processes that this run has left behind; gives them as `pid command`. */
  endSurvivors(): Promise<string[]>;
  /** Ends what still lives and removes the folder. */
  dispose(): Promise<void>;
}

/** Makes the temporary folder of a run, and the mark by which the processes started from now on are known. */
export function openWorkspace(): Workspace {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-test-'));
  chmodSync(folder, 0o755);
  const mark = randomUUID();
  process.env[markName] = mark;
  process.env[folderName] = folder;
  const survivors = () => livingProcesses(mark, folder);
  const endSurvivors = async () => {
    const found = survivors();
    await endAll(found, () => survivors());
    return found.map(({ pid, command }) => `${pid} ${command}`);
  };
  return {
    folder,
    endSurvivors,
    async dispose() {
      await endSurvivors();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** A new temporary folder inside the run's own, or the system's when nothing runs it (a developer's single test). */
export function temporaryFolder(prefix: string): string {
  const folder = mkdtempSync(join(process.env[folderName] ?? tmpdir(), prefix));
  chmodSync(folder, 0o755);
  return folder;
}

interface LivingProcess {
  pid: number;
  command: string;
}

/** Processes that carry the run's mark (where the system shows environments) or serve a database in its folder. */
function livingProcesses(mark: string, folder: string): LivingProcess[] {
  const found = new Map<number, LivingProcess>();
  if (existsSync('/proc/self/environ')) {
    for (const entry of readdirSync('/proc')) {
      if (!/^\d+$/.test(entry) || Number(entry) === process.pid) continue;
      const environment = readIfThere(`/proc/${entry}/environ`);
      if (!environment?.includes(`${markName}=${mark}`)) continue;
      const command = readIfThere(`/proc/${entry}/cmdline`)?.replaceAll('\0', ' ').trim();
      if (command) found.set(Number(entry), { pid: Number(entry), command: command.slice(0, 120) });
    }
  }
  for (const pid of postmastersIn(folder)) {
    if (!found.has(pid) && isAlive(pid)) found.set(pid, { pid, command: 'postgres' });
  }
  return [...found.values()];
}

/** Pids of the Postgres servers whose data folders are at most four levels below the folder. */
function postmastersIn(folder: string, depth = 4): number[] {
  const pids: number[] = [];
  const file = readIfThere(join(folder, 'postmaster.pid'));
  if (file) pids.push(Number(file.split('\n')[0]));
  if (depth === 0 || !existsSync(folder)) return pids;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) pids.push(...postmastersIn(join(folder, entry.name), depth - 1));
  }
  return pids.filter((pid) => Number.isInteger(pid) && pid > 1);
}

/** Asks processes to end, and makes those end that have not after five seconds. */
async function endAll(found: LivingProcess[], living: () => LivingProcess[]): Promise<void> {
  if (found.length === 0) return;
  for (const { pid, command } of found) signal(pid, command.includes('postgres') ? 'SIGINT' : 'SIGTERM');
  const deadline = Date.now() + 5_000;
  while (Date.now() < deadline && living().length > 0) await wait(100);
  for (const { pid } of living()) signal(pid, 'SIGKILL');
  const last = Date.now() + 2_000;
  while (Date.now() < last && living().length > 0) await wait(50);
}

/** Sends a signal to a process, which may have ended meanwhile. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/** A file's text, or nothing when it is gone or not ours to read (processes come and go while we look). */
function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM', 'ENOTDIR'].some((code) => hasCode(error, code)))
      return undefined;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
