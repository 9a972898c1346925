import { setTimeout as wait } from 'node:timers/promises';
import { messageOf, StackError } from './errors.ts';

/** Where the stack's parts say what happens to them. */
export interface Reporter {
  /** A line for the person at the terminal. */
  say(line: string): void;
  /** Something without which nothing can go on: all is stopped and the error's message shown. */
  fail(error: Error): void;
}

const allowed = 5;
const within = 60_000;

/** Restarts a part that ended by itself, and gives up when it does so again and again. */
export class Restarts {
  private readonly times: number[] = [];

  constructor(
    private readonly part: string,
    private readonly reporter: Reporter,
  ) {}

  /**
   * @param cause why it ended, shown when it is given up.
   * @param reason how it ended, in a few words.
   * @param again starts it anew; may raise.
   */
  async after(cause: StackError, reason: string, again: () => Promise<void>): Promise<void> {
    this.reporter.say(`${this.part} ended unexpectedly (${reason}) and is started again.`);
    let why: string = cause.message;
    for (;;) {
      const now = Date.now();
      this.times.push(now);
      const recent = this.times.filter((time) => time > now - within).length;
      if (recent > allowed) {
        const message = `${this.part} ended ${recent} times within a minute, so all was stopped. ${why}`;
        this.reporter.fail(new StackError(message));
        return;
      }
      if (recent > 1) await wait(200 * recent);
      try {
        await again();
        return;
      } catch (error) {
        why = messageOf(error);
      }
    }
  }
}
