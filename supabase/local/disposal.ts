import { messageOf } from './errors.ts';

type Step = () => void | Promise<void>;

/** What was started and has to be stopped, the last first. */
export class Disposal {
  private readonly steps: Step[] = [];
  private running: Promise<void> | undefined;

  /** What is added while all is being stopped is stopped at once. */
  add(step: Step): void {
    if (this.running) void this.perform(step);
    else this.steps.push(step);
  }

  /** Stops everything, once, however often it is called. A step that fails does not keep the others from being done. */
  run(): Promise<void> {
    this.running ??= this.all();
    return this.running;
  }

  private async all(): Promise<void> {
    for (let step = this.steps.pop(); step; step = this.steps.pop()) await this.perform(step);
  }

  private async perform(step: Step): Promise<void> {
    try {
      await step();
    } catch (error) {
      console.error(`Something did not stop as it should: ${messageOf(error)}`);
    }
  }
}
