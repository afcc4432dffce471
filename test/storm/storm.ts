import { setTimeout as sleep } from 'node:timers/promises';
import { type ContactDetails, type Sandbox, said } from '../support/sandbox';

export interface StormSettings {
  /** New customers, all within `seconds`. Every fifth of them writes twice. */
  customers: number;
  seconds: number;
  /** A factor of Connect's real quotas. */
  quotas: number;
  /** Customers who have a chat before it begins, and one of whom writes every second. */
  regulars: number;
  timeoutSeconds: number;
}

export interface StormReport {
  /** Seconds from the first message to the start of the last chat. */
  seconds: number;
  /** Seconds that the quota of StartChatContact alone takes for so many chats. */
  secondsByQuota: number;
  /** Of the messages of those who had a chat, in milliseconds. */
  regularsWaited: { median: number; longest: number; messages: number };
  executions: number;
  throttled: number;
}

/** StartChatContact, per second and at once (administrator guide, "Amazon Connect service quotas"). */
const STARTS = { perSecond: 5, burst: 8 };
const WATCH_MS = 1_000;

/**
 * Many new customers at once, and some who are in the middle of their chats. Agents end the chats
 * of the new ones as soon as all that they said is there, so that the instance does not fill up.
 */
export class Storm {
  private readonly ended = new Set<string>();
  private readonly sentAt = new Map<string, number>();
  private over = false;

  constructor(
    private readonly sandbox: Sandbox,
    private readonly settings: StormSettings,
  ) {}

  async run(): Promise<StormReport> {
    const { customers, quotas, regulars, timeoutSeconds } = this.settings;
    await Promise.all(numbers(regulars).map((i) => this.sandbox.sms(regular(i), 'before')));
    await this.sandbox.settled();
    await this.sandbox.put('/sandbox/faults', { quotas });
    const begin = Date.now();
    const helpers = [this.regularsWrite(), this.agentsEnd()];
    await Promise.all(numbers(customers).map((index) => this.write(index)));
    await this.sandbox.settled(timeoutSeconds);
    this.over = true;
    await Promise.all(helpers);
    await this.sandbox.put('/sandbox/faults', {});
    await this.sandbox.settled();
    return this.report(begin);
  }

  private expected(): [customer: string, said: string[]][] {
    return numbers(this.settings.customers).map((i) => [newcomer(i), texts(i)]);
  }

  /** What each customer said, by chat, as the agents read it. */
  async heard(): Promise<[customer: string, chats: string[][]][]> {
    const heard = new Map(this.said().map(([customer]) => [customer, [] as string[][]]));
    for (const { contactId, vendorId } of await this.sandbox.contacts()) {
      const chats = heard.get(vendorId);
      if (!chats) continue;
      chats.push(said(await this.sandbox.get<ContactDetails>(`/sandbox/contacts/${contactId}`)));
    }
    return [...heard];
  }

  /** What each customer is to have said, in one chat: new ones, and those who were there before. */
  said(): [customer: string, said: string[]][] {
    const { regulars } = this.settings;
    const meanwhile = [...this.sentAt.keys()];
    const those = numbers(regulars).map((i): [string, string[]] => [
      regular(i),
      ['before', ...meanwhile.filter((_, count) => count % regulars === i)],
    ]);
    return [...this.expected(), ...those];
  }

  private async write(index: number): Promise<void> {
    const { customers, seconds } = this.settings;
    await sleep((index / customers) * seconds * 1000);
    for (const text of texts(index)) await this.sandbox.sms(newcomer(index), text);
  }

  private async regularsWrite(): Promise<void> {
    for (let count = 0; !this.over && this.settings.regulars > 0; count++) {
      const text = `meanwhile ${count}`;
      this.sentAt.set(text, Date.now());
      await this.sandbox.sms(regular(count % this.settings.regulars), text);
      await sleep(WATCH_MS);
    }
  }

  private async agentsEnd(): Promise<void> {
    const all = new Map(this.expected());
    while (!this.over) {
      for (const { contactId, vendorId } of await this.sandbox.contacts()) {
        const expected = all.get(vendorId);
        if (!expected || this.ended.has(contactId)) continue;
        const chat = await this.sandbox.get<ContactDetails>(`/sandbox/contacts/${contactId}`);
        if (said(chat).length < expected.length) continue;
        this.ended.add(contactId);
        await this.sandbox.end(contactId);
      }
      await sleep(WATCH_MS);
    }
  }

  private async report(begin: number): Promise<StormReport> {
    const { customers, quotas, regulars } = this.settings;
    const started = (await this.sandbox.contacts()).map((chat) => Date.parse(chat.startedAt));
    const executions = await this.sandbox.executions('?machine=session-lifecycle');
    const chats = (
      await Promise.all(numbers(regulars).map((i) => this.sandbox.chatsOf(regular(i))))
    ).flat();
    return {
      seconds: (Math.max(...started) - begin) / 1000,
      secondsByQuota: (customers - STARTS.burst) / (STARTS.perSecond * quotas),
      regularsWaited: this.waits(chats),
      executions: executions.length,
      throttled: executions.filter(({ status }) => status === 'FAILED').length,
    };
  }

  private waits(chats: ContactDetails[]) {
    const waits = chats.flatMap(({ transcript }) =>
      transcript.flatMap(({ content = '', absoluteTime }) => {
        const at = this.sentAt.get(content);
        return at === undefined ? [] : [Date.parse(absoluteTime) - at];
      }),
    );
    waits.sort((one, other) => one - other);
    return {
      median: waits[Math.floor(waits.length / 2)] ?? 0,
      longest: waits.at(-1) ?? 0,
      messages: waits.length,
    };
  }
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const newcomer = (index: number) => `+1425555${String(index).padStart(4, '0')}`;
const regular = (index: number) => `+1206555${String(index).padStart(4, '0')}`;
const texts = (index: number) => (index % 5 === 0 ? ['first', 'second'] : ['first']);
