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

/** How many notifications had which mishap. */
export type Mishaps = Record<'duplicated' | 'reordered' | 'dropped' | 'delayed', number>;

const NO_MISHAPS: Mishaps = { duplicated: 0, reordered: 0, dropped: 0, delayed: 0 };

/** One arrival of a notification that comes late, and why. */
interface Late {
  afterMs: number;
  because: (keyof Mishaps)[];
}

const OVERTAKEN_MS = 300;
const REDELIVERED_MS = 1_000;

/** Between the topics and whoever publishes: best effort, as standard topics are. */
export class Deliveries {
  private current: DeliverySettings = { seed: 0 };
  private published = 0;
  private cancellation = new AbortController();
  /** Since the settings are as they are, of notifications that have arrived. */
  mishaps: Mishaps = { ...NO_MISHAPS };
  /** Notifications that are accepted and not delivered yet. */
  underWay = 0;

  get settings(): DeliverySettings {
    return this.current;
  }

  set settings(settings: DeliverySettings) {
    this.current = settings;
    this.published = 0;
    this.mishaps = { ...NO_MISHAPS };
  }

  /** Forgets what is under way. */
  reset(): void {
    this.cancellation.abort();
    this.cancellation = new AbortController();
    this.settings = { seed: 0 };
  }

  /** Delivers one notification, at once or in the background. */
  async accept(deliver: () => Promise<void>): Promise<void> {
    const [first, again] = this.arrivals(this.published++);
    if (again) this.later(again, deliver);
    if (first.afterMs > 0) this.later(first, deliver);
    else await deliver();
  }

  /** When the notification arrives, and when it does so again, if ever. */
  private arrivals(index: number): [Late, Late?] {
    const { duplicate, reorder, drop, delayMs = 0 } = this.current;
    const happens = (what: string, chance = 0) => this.draw(index, what) < chance;
    const first: Late = { afterMs: 0, because: [] };
    const late = (because: keyof Mishaps, ms: number) => {
      first.afterMs += ms;
      first.because.push(because);
    };
    if (delayMs > 0) late('delayed', delayMs);
    if (happens('reorder', reorder)) late('reordered', OVERTAKEN_MS * this.draw(index, 'held'));
    if (happens('drop', drop)) late('dropped', REDELIVERED_MS);
    if (!happens('duplicate', duplicate)) return [first];
    const afterMs = first.afterMs + OVERTAKEN_MS * this.draw(index, 'again');
    return [first, { afterMs, because: ['duplicated'] }];
  }

  /** A number from 0 to 1 that depends on the seed, the notification and the question. */
  private draw(index: number, what: string): number {
    const digest = createHash('sha256').update(`${this.current.seed}#${index}#${what}`).digest();
    return digest.readUInt32BE() / 2 ** 32;
  }

  private later({ afterMs, because }: Late, deliver: () => Promise<void>): void {
    const { signal } = this.cancellation;
    this.underWay += 1;
    sleep(Math.ceil(afterMs), undefined, { signal })
      .then(deliver)
      .then(() => {
        for (const mishap of because) this.mishaps[mishap] += 1;
      })
      .catch((error: Error) => {
        if (!signal.aborted) process.stderr.write(`A notification was lost: ${error.message}\n`);
      })
      .finally(() => {
        this.underWay -= 1;
      });
  }
}
