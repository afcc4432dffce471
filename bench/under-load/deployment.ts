import { States } from '../../asl/session-lifecycle.asl.json';
import { rates, TokenBucket } from '../../sandbox/quotas';
import { quotaDelay } from '../../tasks/dispatch/retry-delay';
import type { VirtualTime } from './virtual-time';

type Api = keyof typeof rates;

const START: Api = 'connect:StartChatContact';
const CONNECT: Api[] = [
  'connect:StartContactStreaming',
  'connectparticipant:CreateParticipantConnection',
];
const SAY: Api = 'connectparticipant:SendMessage';

/** Milliseconds: guesses, on the slow side. */
const TAKES = { call: 300, everythingAround: 400 };

interface Retrier {
  ErrorEquals: string[];
  IntervalSeconds: number;
  MaxAttempts: number;
  BackoffRate: number;
}

/** The state that makes the call, and what it sees of a throttle. */
const throttles: Partial<Record<Api, { state: { Retry: Retrier[] }; error: string }>> = {
  [START]: { state: States.StartChat, error: 'Throttled' },
  'connect:StartContactStreaming': {
    state: States.StartStreaming,
    error: 'Connect.ThrottlingException',
  },
  'connectparticipant:CreateParticipantConnection': {
    state: States.ConnectParticipant,
    error: 'Throttled',
  },
  [SAY]: { state: States.SendToAgent, error: 'Throttled' },
};

/** The longest pauses before the repetitions inside an execution, in milliseconds. */
function retryPauses(api: Api): number[] {
  const { state, error = '' } = throttles[api] ?? {};
  const retrier = state?.Retry.find(({ ErrorEquals }) => ErrorEquals.includes(error));
  if (!retrier) return [];
  const { IntervalSeconds, MaxAttempts, BackoffRate } = retrier;
  return Array.from({ length: MaxAttempts }, (_, n) => IntervalSeconds * BackoffRate ** n * 1000);
}

export interface Message {
  /** Whether it needs a chat to be started. */
  isNew: boolean;
  /** Milliseconds of the virtual time. */
  sentAt: number;
  deliveredAt: number;
  /** The calls that are still to be made. */
  calls: Api[];
}

/** The inbound queue, its slots (`maxConcurrency`), and Connect's quotas. */
export class Deployment {
  readonly messages: Message[] = [];
  /** The most slots that were in use at once. */
  busiest = 0;
  private busy = 0;
  private readonly waiting: Message[] = [];
  private readonly buckets = new Map(
    Object.entries(rates).map(([api, { perSecond, burst }]) => [
      api,
      new TokenBucket(perSecond, burst, 0),
    ]),
  );

  constructor(
    private readonly time: VirtualTime,
    private readonly slots: number,
  ) {}

  receive(isNew: boolean): void {
    const calls = isNew ? [START, ...CONNECT, SAY] : [SAY];
    const message = { isNew, sentAt: this.time.now, deliveredAt: Number.NaN, calls };
    this.messages.push(message);
    this.queue(message);
  }

  private queue(message: Message): void {
    this.waiting.push(message);
    void this.takeNext();
  }

  private async takeNext(): Promise<void> {
    if (this.busy === this.slots) return;
    const message = this.waiting.shift();
    if (!message) return;
    this.busy += 1;
    this.busiest = Math.max(this.busiest, this.busy);
    if (await this.execute(message)) message.deliveredAt = this.time.now;
    else this.time.in(quotaDelay('Throttled') * 1000, () => this.queue(message));
    this.busy -= 1;
    void this.takeNext();
  }

  /** One execution. What an earlier one did is not done again. */
  private async execute({ calls }: Message): Promise<boolean> {
    await this.time.sleep(TAKES.everythingAround);
    for (let [api] = calls; api; [api] = calls) {
      if (!(await this.call(api))) return false;
      calls.shift();
    }
    return true;
  }

  /** @returns false where the execution fails with a throttle, after its retries */
  private async call(api: Api): Promise<boolean> {
    for (const pauseMs of [0, ...retryPauses(api)]) {
      await this.time.sleep(Math.random() * pauseMs);
      const isAdmitted = this.buckets.get(api)?.take(this.time.now);
      await this.time.sleep(TAKES.call);
      if (isAdmitted) return true;
    }
    return false;
  }
}
