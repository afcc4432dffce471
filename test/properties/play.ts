import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { messengerWebhook, type Sandbox } from '../support/sandbox';
import { type Customer, customers, type Schedule, type Step } from './steps';

/** What people said in one run. */
export interface Played {
  /** By customer, in the order in which the provider had each accepted. */
  inbound: Map<Customer, string[]>;
  outbound: string[];
  /** Ids of the ledger's entries that an operator replayed: those come out of order. */
  replayed: Set<string>;
}

interface Message {
  id: string;
  text: string;
}

const DELAY_MS = 150;
/** Meta delivers again what was not answered with 200; here at once, so that the order is known. */
const REDELIVERIES = 10;

/** Plays a schedule against a sandbox that was reset, faults and all, until everything has come to its end, and what failed was replayed without faults. */
export async function play(
  sandbox: Sandbox,
  { faults, steps, ...mishaps }: Schedule,
): Promise<Played> {
  const player = new Player(sandbox, mishaps);
  await player.setFaults([]);
  for (const step of [...faults, ...steps]) await player.play(step);
  // Each fault happens a few times at the most.
  await sandbox.settled(120);
  await sandbox.put('/sandbox/faults', {});
  await player.play({ type: 'operator replays' });
  await sandbox.settled(120);
  return player.played;
}

class Player {
  readonly played: Played = {
    inbound: new Map(customers.map((customer) => [customer, []])),
    outbound: [],
    replayed: new Set(),
  };
  private readonly last = new Map<Customer, Message>();
  private count = 0;

  constructor(
    private readonly sandbox: Sandbox,
    private readonly deliveries: { duplicate: number; seed: number },
  ) {}

  async play(step: Step): Promise<void> {
    if (step.type === 'settle') return this.sandbox.settled(120);
    if (step.type === 'moment') return void (await sleep(step.ms));
    if (step.type === 'time passes') return void (await this.sandbox.advance(step.seconds));
    if (step.type === 'fault') return this.addFault(step);
    if (step.type === 'operator replays') return this.replay();
    const customer = customers[step.customer];
    if (!customer) return;
    if (step.type === 'writes') return this.write(customer);
    if (step.type === 'delivered again') return this.deliverAgain(customer);
    await this.agent(customer, step);
  }

  async setFaults(rules: object[]): Promise<void> {
    await this.sandbox.put('/sandbox/faults', { rules, deliveries: this.deliveries });
  }

  private async addFault({ type: _, ...rule }: Extract<Step, { type: 'fault' }>): Promise<void> {
    const { rules } = await this.sandbox.get<{ rules: { times: number }[] }>('/sandbox/faults');
    const delay = rule.mode === 'delay' && { delayMs: DELAY_MS };
    await this.setFaults([{ ...rule, ...delay }, ...rules.filter(({ times }) => times > 0)]);
  }

  /** What a fault keeps the operator from replaying stays in the ledger. */
  private async replay(): Promise<void> {
    const failed = (await this.sandbox.failures()).filter(({ status }) => status === 'FAILED');
    for (const { id } of failed.reverse()) {
      this.played.replayed.add(id);
      await fetch(`${this.sandbox.url}/sandbox/failures/${id}/replay`, { method: 'POST' });
    }
  }

  private async write(customer: Customer): Promise<void> {
    const message = { id: `m-${randomUUID()}`, text: `customer ${this.count++}` };
    this.last.set(customer, message);
    this.played.inbound.get(customer)?.push(message.text);
    await this.deliver(customer, message);
  }

  private async deliverAgain(customer: Customer): Promise<void> {
    const message = this.last.get(customer);
    if (message) await this.deliver(customer, message);
  }

  private async deliver({ channel, id }: Customer, message: Message) {
    if (channel === 'sms') return this.sandbox.sms(id, message.text, message.id);
    const body = messengerWebhook(id, { mid: message.id, text: message.text });
    for (let count = 0; count < REDELIVERIES; count++) {
      if ((await this.sandbox.webhook(body)).status === 200) return;
    }
    throw new Error('The webhook took no message.');
  }

  private async agent(customer: Customer, step: Step): Promise<void> {
    const chats = await this.sandbox.contacts();
    const chat = chats.find((c) => c.vendorId === customer.id && c.status !== 'ENDED');
    // An agent sees a chat once its customer is connected.
    if (!chat || chat.status === 'STARTED') return;
    if (step.type === 'agent transfers') await this.sandbox.agentDoes(chat.contactId, 'transfer');
    if (step.type === 'agent ends') await this.sandbox.end(chat.contactId, { notice: step.notice });
    if (step.type === 'agent answers') {
      const text = `agent ${this.count++}`;
      this.played.outbound.push(text);
      await this.sandbox.agentSays(chat.contactId, text);
    }
  }
}
