/** Counts what happens within a span of milliseconds. */
export class RateCount {
  private from = 0;
  private counted = 0;

  constructor(
    private readonly most: number,
    private readonly span: number,
  ) {}

  /** Counts one more; false when there were too many. */
  count(now = Date.now()): boolean {
    if (now - this.from >= this.span) {
      this.from = now;
      this.counted = 0;
    }
    this.counted += 1;
    return this.counted <= this.most;
  }
}
