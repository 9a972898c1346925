import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

export interface RunOptions {
  env?: Record<string, string>;
  cwd?: string;
  /** User and group to run as; only root may say this. */
  uid?: number;
  gid?: number;
  /** Shows nothing while it runs (the output is still given back). */
  quiet?: boolean;
  /** Ends the command after so many minutes; 10 when not said. */
  minutes?: number;
}

export interface Outcome {
  /** Exit code; 124 when the time was up, 127 when the program could not be started, 130 when interrupted. */
  code: number;
  /** Everything it wrote, both streams in order. */
  output: string;
}

const running = new Set<ChildProcess>();
let interrupted = false;

/**
 * Runs a program in a process group of its own and waits for it. What it writes is shown at once.
 * Never raises: a program that cannot be started gives code 127 and the reason as output.
 */
export async function run(program: string, args: string[], options: RunOptions = {}): Promise<Outcome> {
  if (interrupted) return { code: 130, output: '' };
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.gid }),
  });
  running.add(child);
  const chunks: string[] = [];
  const collect = (chunk: Buffer) => {
    chunks.push(chunk.toString());
    if (!options.quiet) process.stdout.write(chunk);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);

  const minutes = options.minutes ?? 10;
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    chunks.push(`\n${program} did not finish within ${minutes} minutes.\n`);
    void endGroup(child);
  }, minutes * 60_000);

  const code = await new Promise<number>((done) => {
    child.once('error', (error) => {
      chunks.push(`${program} could not be started: ${error.message}\n`);
      done(127);
    });
    // A grandchild may hold the pipes open after the program is gone, so the end of the pipes is waited for only briefly.
    child.once('exit', (exitCode, signal) => {
      const result = exitCode ?? (signal ? 1 : 0);
      const giveUp = setTimeout(() => done(result), 2_000);
      child.once('close', () => {
        clearTimeout(giveUp);
        done(result);
      });
    });
  });
  clearTimeout(timer);
  running.delete(child);
  child.stdout.destroy();
  child.stderr.destroy();
  return { code: interrupted ? 130 : late ? 124 : code, output: chunks.join('') };
}

/** Ends every program that `run` has started and refuses to start more. */
export async function interruptAll(): Promise<void> {
  interrupted = true;
  await Promise.all([...running].map(endGroup));
}

/** Asks a program and its children to end; makes them after ten seconds. */
async function endGroup(child: ChildProcess): Promise<void> {
  signalGroup(child, 'SIGTERM');
  const deadline = Date.now() + 10_000;
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) await wait(50);
  signalGroup(child, 'SIGKILL');
}

function signalGroup(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
