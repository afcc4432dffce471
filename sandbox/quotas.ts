import * as z from 'zod';

/** `off`, the quotas of a new account (`real`), or their rates times a factor: as if time ran faster. */
export const quotasSchema = z.union([z.enum(['off', 'real']), z.number().positive()]);

export type QuotaSetting = z.infer<typeof quotasSchema>;

interface Rate {
  perSecond: number;
  burst: number;
}

/** Amazon Connect administrator guide, "Amazon Connect service quotas": API throttling. */
export const rates = {
  'connect:StartChatContact': { perSecond: 5, burst: 8 },
  'connect:StartContactStreaming': { perSecond: 5, burst: 8 },
  'connect:StopContactStreaming': { perSecond: 5, burst: 8 },
  'connect:StopContact': { perSecond: 10, burst: 15 },
  'connect:DescribeContact': { perSecond: 10, burst: 15 },
  'connectparticipant:CreateParticipantConnection': { perSecond: 6, burst: 9 },
  'connectparticipant:DisconnectParticipant': { perSecond: 3, burst: 5 },
  'connectparticipant:SendMessage': { perSecond: 10, burst: 15 },
  'connectparticipant:SendEvent': { perSecond: 10, burst: 15 },
  'connectparticipant:GetTranscript': { perSecond: 8, burst: 12 },
} satisfies Record<string, Rate>;

/** Of a new instance. It is no rate, so no factor changes it. */
const CONCURRENT_CHATS = 500;

/** The quotas of Amazon Connect. Their time is real: no clock of the sandbox fills a bucket. */
export class Quotas {
  private buckets = new Map<string, TokenBucket>();
  private current: QuotaSetting = 'off';

  get setting(): QuotaSetting {
    return this.current;
  }

  /** Every bucket is full afterwards. */
  set setting(setting: QuotaSetting) {
    this.current = setting;
    const factor = setting === 'real' ? 1 : Number(setting);
    this.buckets = new Map(
      Object.entries(setting === 'off' ? {} : rates).map(([api, { perSecond, burst }]) => [
        api,
        new TokenBucket(perSecond * factor, burst),
      ]),
    );
  }

  get concurrentChats(): number {
    return this.current === 'off' ? Number.POSITIVE_INFINITY : CONCURRENT_CHATS;
  }

  /** Whether this call is within its rate; it counts if so. */
  admits(api: string): boolean {
    return this.buckets.get(api)?.take() ?? true;
  }
}

/** Holds up to `burst` tokens and gains `perSecond` of them. */
export class TokenBucket {
  private tokens: number;

  /** @param filledAt in milliseconds */
  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
    private filledAt = performance.now(),
  ) {
    this.tokens = burst;
  }

  /** Takes a token at this instant, if there is one. */
  take(now = performance.now()): boolean {
    const gained = ((now - this.filledAt) / 1000) * this.perSecond;
    this.tokens = Math.min(this.burst, this.tokens + gained);
    this.filledAt = now;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
