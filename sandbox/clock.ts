/**
 * The sandbox's time: real time plus what was skipped. It moves tokens, chats, windows and the
 * tasks' own view of the time. Queues keep real time.
 */
export class Clock {
  /** Milliseconds ahead, in memory that the tasks' threads share. */
  readonly shared = new Float64Array(new SharedArrayBuffer(8));

  now(): number {
    return Date.now() + this.aheadMs;
  }

  get aheadMs(): number {
    return this.shared[0] ?? 0;
  }

  iso(): string {
    return new Date(this.now()).toISOString();
  }

  advance(seconds: number): void {
    this.shared[0] = this.aheadMs + seconds * 1000;
  }

  reset(): void {
    this.shared[0] = 0;
  }
}
