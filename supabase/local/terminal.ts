import { setTimeout as wait } from 'node:timers/promises';
import type { Disposal } from './disposal.ts';
import { StackError } from './errors.ts';
import { signalAll } from './program.ts';

/** Says what went wrong: one line for what the reader can mend, everything for what is a mistake of ours. */
export function complain(error: unknown): void {
  console.error(error instanceof StackError ? error.message : error);
}

/**
 * Runs something that may start programs, and stops all of them on Ctrl-C, on SIGTERM and when the terminal is closed, also
 * in the middle of starting. Ends the process when it is done.
 * @param work gives the exit code.
 */
export async function runAtTerminal(
  disposal: Disposal,
  work: (interrupted: Promise<void>) => Promise<number>,
): Promise<never> {
  let interrupt: () => void = () => undefined;
  let isInterrupted = false;
  const interrupted = new Promise<void>((done) => {
    interrupt = done;
  });
  // What we say may be piped into a program that has ended: no reason to leave the database to its fate.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      isInterrupted = true;
      interrupt();
    });
  }
  const working = work(interrupted).catch((error: unknown) => {
    if (isInterrupted) return 0;
    complain(error);
    return 1;
  });
  const early = interrupted.then(async () => {
    await disposal.run();
    signalAll();
    await Promise.race([working, wait(10_000, undefined, { ref: false })]);
    return 0;
  });
  const code = await Promise.race([working, early]);
  await disposal.run();
  process.exit(code);
}
