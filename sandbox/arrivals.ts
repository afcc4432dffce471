import { randomUUID } from 'node:crypto';
import { parse as parseMessenger } from '../channels/facebook/parse';
import { parse as parseSms } from '../channels/sms/parse';
import { chatText, type InboundMessage } from '../domain/message';
import type { Clock } from './clock';
import type { Events } from './events';

/** What a provider delivered to the application: one webhook, or one notification. */
export interface Arrival {
  id: string;
  channel: string;
  at: string;
  /** HTTP status of the answer. */
  status: number;
  /** Until the answer, in milliseconds. */
  tookMs: number;
  /** As it arrived. */
  body: string;
  /** The customers' messages in it; none where it cannot be read. */
  messages: { id: string; from: string; text: string }[];
}

/** More than anybody looks at, little enough for memory. */
const KEPT = 5_000;

/** What arrived from providers, in order. */
export class Arrivals {
  private readonly arrivals: Arrival[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** Delivers, and keeps what was delivered and how it was answered. */
  async note(channel: string, body: string, deliver: () => Promise<Response>): Promise<Response> {
    const [at, began] = [this.clock.iso(), performance.now()];
    const answer = await deliver();
    const arrival = {
      id: randomUUID(),
      channel,
      at,
      status: answer.status,
      tookMs: Math.round(performance.now() - began),
      body,
      messages: messagesIn(channel, body, at),
    };
    this.arrivals.push(arrival);
    if (this.arrivals.length > KEPT) this.arrivals.shift();
    this.events.emit({ type: 'arrival', ...arrival });
    return answer;
  }

  list(): Arrival[] {
    return this.arrivals;
  }

  reset(): void {
    this.arrivals.length = 0;
  }
}

/** The customers' messages in a webhook or notification; none where it cannot be read. */
export function messagesIn(channel: string, body: string, at: string): Arrival['messages'] {
  return read(channel, body, at).map(({ id, vendorId, content }) => ({
    id,
    from: vendorId,
    text: chatText(content),
  }));
}

function read(channel: string, body: string, at: string): InboundMessage[] {
  try {
    if (channel === 'sms') return [parseSms(body, at, at)];
    return parseMessenger(JSON.parse(body), at).flatMap((event) =>
      event.type === 'message' ? event.message : [],
    );
  } catch {
    // The application judges what it gets; here it is only shown.
    return [];
  }
}
