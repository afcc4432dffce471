import { rates } from '../../sandbox/quotas';
import { Deployment, type Message } from './deployment';
import { VirtualTime } from './virtual-time';

export interface Storm {
  /** New customers, and the seconds in which they write. */
  customers: number;
  seconds: number;
  /** `maxConcurrency` */
  slots: number;
}

export interface StormReport {
  /** The time that StartChatContact's quota allows at best, as a share of what was taken. */
  ofQuota: number;
  busiestSlots: number;
  /** Seconds that messages for an open chat took; one is sent every second. */
  openChats: { median: number; most: number; longest: number };
}

/** Plays a storm of new customers in virtual time. */
export async function play({ customers, seconds, slots }: Storm): Promise<StormReport> {
  const time = new VirtualTime();
  const deployment = new Deployment(time, slots);
  const { perSecond, burst } = rates['connect:StartChatContact'];
  const secondsByQuota = (customers - burst) / perSecond;
  for (let n = 0; n < customers; n++) {
    time.in((n / customers) * seconds * 1000, () => deployment.receive(true));
  }
  for (let n = 0; n < secondsByQuota; n++) time.in(n * 1000, () => deployment.receive(false));
  await time.run();
  const { messages, busiest } = deployment;
  const last = Math.max(...messages.filter(({ isNew }) => isNew).map((m) => m.deliveredAt));
  return {
    ofQuota: (secondsByQuota * 1000) / last,
    busiestSlots: busiest,
    openChats: waits(messages.filter(({ isNew }) => !isNew)),
  };
}

function waits(messages: Message[]): StormReport['openChats'] {
  const seconds = messages.map(({ sentAt, deliveredAt }) => (deliveredAt - sentAt) / 1000);
  seconds.sort((one, other) => one - other);
  const at = (share: number) => seconds.at(Math.floor(share * (seconds.length - 1))) ?? Number.NaN;
  return { median: at(0.5), most: at(0.95), longest: at(1) };
}
