import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { Arrivals } from './arrivals';
import { Callers } from './aws/callers';
import { Gateway } from './aws/gateway';
import { Secret } from './aws/secrets-manager';
import { services } from './aws/services';
import type { Backing } from './backing';
import { Clock } from './clock';
import { ConnectInstance } from './connect/instance';
import { Events } from './events';
import { Faults } from './faults';
import type { EventSource } from './lambda/event-source';
import { MessagingWindow } from './providers/messaging-window';
import { OptOuts } from './providers/opt-outs';
import { Outbox } from './providers/outbox';
import { account, facebookSecret } from './settings';
import { Machines } from './step-functions/machines';

/** Everything outside the application: the services that it calls, and the people at both ends. */
export class World {
  readonly callers = new Callers();
  readonly clock = new Clock();
  readonly events = new Events();
  readonly faults = new Faults(() => this.events.emit({ type: 'faults' }));
  readonly arrivals = new Arrivals(this.clock, this.events);
  readonly outbox = new Outbox(this.clock, this.events);
  readonly optOuts = new OptOuts(this.outbox);
  /** Of the Facebook page. */
  readonly secret = new Secret(this.clock, facebookSecret);
  readonly window = new MessagingWindow(this.clock);
  readonly machines = new Machines();
  /** Of the stack; the pipeline fills them in. */
  outputs: Record<string, string> = {};
  /** Of Lambda, one for each queue. */
  readonly eventSources: EventSource[] = [];
  readonly instance: ConnectInstance;
  readonly gateway: Gateway;

  /** @param sns what the Connect simulator and the carrier publish with */
  constructor(
    backing: Backing,
    private readonly sns: SNSClient,
  ) {
    this.instance = new ConnectInstance(
      {
        ...account,
        welcomeMessage: 'Welcome. An agent will be with you shortly.',
        textLimit: Number(process.env.CONNECT_TEXT_LIMIT) || 1024,
      },
      this.clock,
      this.events,
      (topicArn, message, attributes) => this.publish(topicArn, message, attributes),
      {
        concurrentChats: () => this.faults.quotas.concurrentChats,
        flowEnds: () => this.faults.contactFlow === 'ends',
      },
    );
    const { eventSources, instance, machines, optOuts, outbox, secret, window } = this;
    this.gateway = new Gateway(
      services({
        backing,
        outputs: () => this.outputs,
        eventSources,
        instance,
        machines,
        optOuts,
        outbox,
        secret,
        window,
      }),
      this.faults,
      this.callers,
    );
  }

  /** Publishes to a topic, as a service of AWS or a carrier does. */
  async publish(
    TopicArn: string,
    Message: string,
    attributes: Record<string, string>,
  ): Promise<void> {
    const MessageAttributes = Object.fromEntries(
      Object.entries(attributes).map(([name, StringValue]) => [
        name,
        { DataType: 'String', StringValue },
      ]),
    );
    await this.faults.deliveries.accept(async () => {
      await this.sns.send(new PublishCommand({ TopicArn, Message, MessageAttributes }));
    });
  }

  advance(seconds: number): void {
    this.clock.advance(seconds);
    this.instance.expire();
    this.events.emit({ type: 'clock', now: this.clock.iso() });
  }

  /** Breaks off whatever is under way, and lets nothing hold up what follows. */
  abandon(): void {
    this.faults.reset();
    this.gateway.abandon();
    this.machines.abort();
  }

  reset(): void {
    this.abandon();
    this.clock.reset();
    this.secret.reset();
    this.arrivals.reset();
    this.outbox.reset();
    this.optOuts.reset();
    this.window.reset();
    this.instance.reset();
    this.machines.reset();
  }
}
