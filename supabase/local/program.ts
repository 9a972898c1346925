import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { SystemUser } from './system-user.ts';

export interface ProgramOptions {
  /** What people call it, for messages. */
  name: string;
  command: string;
  args: string[];
  env?: Record<string, string>;
  /** Whom to run it as, when that is not ourselves. */
  user?: SystemUser;
  /** Sent to it when our own process ends without having stopped it. */
  lastSignal?: NodeJS.Signals;
}

const keptLines = 200;
const living = new Map<ChildProcess, NodeJS.Signals>();
process.on('exit', signalAll);

/** Tells every program of ours that still runs to end. */
export function signalAll(): void {
  for (const [child, lastSignal] of living) child.kill(lastSignal);
}

/**
 * A program that runs beside us, in a process group of its own (so that Ctrl-C reaches us alone and we stop everything in
 * order), with the last lines it wrote.
 */
export class Program {
  readonly lines: string[] = [];
  /** Fulfilled when it has ended, with the reason in words. Never rejected. */
  readonly ended: Promise<string>;
  private readonly child: ChildProcess;
  private hasEnded = false;

  constructor(readonly options: ProgramOptions) {
    this.child = spawn(options.command, options.args, {
      cwd: '/',
      env: { ...withoutPostgresSettings(process.env), ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
      ...(options.user ? { uid: options.user.uid, gid: options.user.gid } : {}),
    });
    living.set(this.child, options.lastSignal ?? 'SIGKILL');
    for (const stream of [this.child.stdout, this.child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        this.lines.push(line);
        if (this.lines.length > keptLines) this.lines.shift();
      });
    }
    this.ended = new Promise((done) => {
      const end = (reason: string) => {
        this.hasEnded = true;
        living.delete(this.child);
        done(reason);
      };
      this.child.once('error', (error) => end(error.message));
      this.child.once('close', (code, name) => end(name ? `signal ${name}` : `exit code ${code}`));
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get running(): boolean {
    return !this.hasEnded;
  }

  /** Sends the signal and waits; what does not end in time is killed. */
  async stop(name: NodeJS.Signals, milliseconds: number): Promise<void> {
    if (this.hasEnded) return;
    this.child.kill(name);
    const timer = setTimeout(() => this.child.kill('SIGKILL'), milliseconds);
    await this.ended;
    clearTimeout(timer);
  }
}

/** Our environment without PGHOST, PGDATA and their like, which would lead our own programs astray. */
function withoutPostgresSettings(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^PG[A-Z]+$|^PGRST_/.test(name)));
}
