import type { Clock } from '../clock';
import type { Events } from '../events';

/** One message as a customer received it. */
export interface OutboxMessage {
  channel: string;
  to: string;
  text: string;
  at: string;
  /** What the provider was asked to send. */
  raw: unknown;
}

/** What customers received, in order. */
export class Outbox {
  private readonly messages: OutboxMessage[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  add(message: Omit<OutboxMessage, 'at'>): void {
    const received = { ...message, at: this.clock.iso() };
    this.messages.push(received);
    this.events.emit({ type: 'outbox', ...received });
  }

  list(filter: { channel?: string | undefined; to?: string | undefined }): OutboxMessage[] {
    return this.messages.filter(
      ({ channel, to }) =>
        (!filter.channel || filter.channel === channel) && (!filter.to || filter.to === to),
    );
  }

  reset(): void {
    this.messages.length = 0;
  }
}
