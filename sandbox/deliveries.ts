import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

const share = z.number().min(0).max(1).optional();

/** What a standard topic and its standard queue may do to notifications: each is a share of them. */
export const deliveriesSchema = z.strictObject({
  /** Arrive twice. */
  duplicate: share,
  /** Are overtaken by later ones. */
  reorder: share,
  /** Are lost on their way at first, and delivered a second later. */
  drop: share,
  /** All arrive this much later, in their order. */
  delayMs: z.number().int().nonnegative().max(60_000).optional(),
  /** The same seed brings the same mishaps to the same notifications. */
  seed: z.number().int().default(0),
});

export type DeliverySettings = z.infer<typeof deliveriesSchema>;

const OVERTAKEN_MS = 300;
const REDELIVERED_MS = 1_000;

/** Between the topics and whoever publishes: best effort, as standard topics are. */
export class Deliveries {
  private current: DeliverySettings = { seed: 0 };
  private published = 0;
  private cancellation = new AbortController();
  /** Notifications that are accepted and not delivered yet. */
  underWay = 0;

  get settings(): DeliverySettings {
    return this.current;
  }

  set settings(settings: DeliverySettings) {
    this.current = settings;
    this.published = 0;
  }

  /** Forgets what is under way. */
  reset(): void {
    this.cancellation.abort();
    this.cancellation = new AbortController();
    this.settings = { seed: 0 };
  }

  /** Delivers one notification, at once or in the background. */
  async accept(deliver: () => Promise<void>): Promise<void> {
    const [first = 0, ...more] = this.arrivals(this.published++);
    for (const delayMs of more) this.later(delayMs, deliver);
    if (first > 0) this.later(first, deliver);
    else await deliver();
  }

  /** After how many milliseconds the notification arrives: once, or more often. */
  private arrivals(index: number): number[] {
    const { duplicate, reorder, drop, delayMs = 0 } = this.current;
    const happens = (what: string, chance = 0) => this.draw(index, what) < chance;
    const held = happens('reorder', reorder) ? OVERTAKEN_MS * this.draw(index, 'held') : 0;
    const first = delayMs + held + (happens('drop', drop) ? REDELIVERED_MS : 0);
    if (!happens('duplicate', duplicate)) return [first];
    return [first, first + OVERTAKEN_MS * this.draw(index, 'again')];
  }

  /** A number from 0 to 1 that depends on the seed, the notification and the question. */
  private draw(index: number, what: string): number {
    const digest = createHash('sha256').update(`${this.current.seed}#${index}#${what}`).digest();
    return digest.readUInt32BE() / 2 ** 32;
  }

  private later(delayMs: number, deliver: () => Promise<void>): void {
    const { signal } = this.cancellation;
    this.underWay += 1;
    sleep(Math.ceil(delayMs), undefined, { signal })
      .then(deliver)
      .catch((error: Error) => {
        if (!signal.aborted) process.stderr.write(`A notification was lost: ${error.message}\n`);
      })
      .finally(() => {
        this.underWay -= 1;
      });
  }
}
