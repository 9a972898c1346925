/** Counts events by key and says when there were too many; old ones are forgotten. */
export class RateLimit {
  private readonly events = new Map<string, number[]>();

  /**
   * @param most how many events a key may have within the time.
   * @param within the time, in milliseconds.
   */
  constructor(
    private readonly most: number,
    private readonly within: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Seconds until the key may go on; 0 when it may now. */
  wait(key: string): number {
    const recent = this.recent(key);
    const oldest = recent.at(-this.most);
    if (oldest === undefined) return 0;
    return Math.max(1, Math.ceil((oldest + this.within - this.now()) / 1000));
  }

  count(key: string): void {
    if (this.events.size > 10_000) this.forget();
    this.events.set(key, [...this.recent(key), this.now()].slice(-this.most));
  }

  clear(key: string): void {
    this.events.delete(key);
  }

  private recent(key: string): number[] {
    const since = this.now() - this.within;
    return (this.events.get(key) ?? []).filter((time) => time > since);
  }

  private forget(): void {
    for (const key of this.events.keys()) {
      if (this.recent(key).length === 0) this.events.delete(key);
    }
  }
}
