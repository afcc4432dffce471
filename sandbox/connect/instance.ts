import { randomUUID } from 'node:crypto';
import { ApiError } from '../aws/protocol';
import type { Clock } from '../clock';
import type { Events } from '../events';
import { AgentDesk } from './agent-desk';
import { type ChatRequest, Contact, type Publish } from './contact';

const CONNECT_WITHIN_MS = 5 * 60_000;
const CONNECTION_TOKEN_MS = 24 * 3_600_000;
const MAX_STREAMS = 2;

export interface InstanceSettings {
  accountId: string;
  region: string;
  instanceId: string;
  contactFlowId: string;
  /** What the contact flow says first. */
  welcomeMessage: string;
  /** The longest text of SendMessage, in characters. */
  textLimit: number;
}

/** What changes while it runs. */
export interface InstanceConditions {
  /** How many chats it holds at once. */
  concurrentChats(): number;
  /** Whether the contact flow ends each chat after its welcome. */
  flowEnds(): boolean;
}

/** An Amazon Connect instance, as far as chat and streaming go, with the rules that its documentation states. */
export class ConnectInstance {
  readonly desk: AgentDesk;
  private readonly contacts = new Map<string, Contact>();
  private readonly starts = new Map<string, { request: string; contact: Contact }>();

  constructor(
    readonly settings: InstanceSettings,
    private readonly clock: Clock,
    events: Events,
    private readonly publish: Publish,
    private readonly conditions: InstanceConditions,
  ) {
    this.desk = new AgentDesk(clock, events);
  }

  /** Oldest first. */
  list(): Contact[] {
    return [...this.contacts.values()];
  }

  /** By InitialContactId, or by the id that a transfer gave it. */
  find(contactId: string): Contact {
    const contact =
      this.contacts.get(contactId) ?? this.list().find((c) => c.contactId === contactId);
    if (!contact) throw new ApiError(404, 'ResourceNotFoundException', 'Contact not found');
    return contact;
  }

  reset(): void {
    this.contacts.clear();
    this.starts.clear();
  }

  /** Ends the chats whose time is up. */
  expire(): void {
    for (const contact of this.list()) {
      if (contact.endedAt === undefined && contact.expiresAt <= this.clock.now())
        this.desk.end(contact);
    }
  }

  startChat(request: ChatRequest, clientToken = randomUUID() as string): Contact {
    const earlier = this.starts.get(clientToken);
    const fingerprint = JSON.stringify(request);
    if (earlier && earlier.request !== fingerprint) {
      // Stricter than documented: a token must stand for one request.
      throw new ApiError(
        400,
        'InvalidRequestException',
        'ClientToken reused with other parameters',
      );
    }
    if (earlier) return earlier.contact;
    this.checkConcurrency();
    const contact = new Contact(request, this.clock, this.publish, this.settings);
    this.contacts.set(contact.initialContactId, contact);
    this.starts.set(clientToken, { request: fingerprint, contact });
    this.desk.changed(contact);
    return contact;
  }

  /** Queued and idle chats count, too. */
  private checkConcurrency(): void {
    const active = this.list().filter(({ endedAt }) => endedAt === undefined).length;
    if (active >= this.conditions.concurrentChats()) {
      throw new ApiError(429, 'LimitExceededException', 'Concurrent active chats per instance');
    }
  }

  /** @returns the StreamingId */
  startStreaming(
    contactId: string,
    topicArn: string,
    clientToken = randomUUID() as string,
  ): string {
    const contact = this.find(contactId);
    if (contact.endedAt !== undefined) {
      throw new ApiError(400, 'InvalidRequestException', 'The contact has ended');
    }
    this.checkTopic(topicArn);
    const earlier = contact.streams.find((stream) => stream.clientToken === clientToken);
    if (earlier) return earlier.id;
    if (contact.streams.length >= MAX_STREAMS) {
      throw new ApiError(429, 'LimitExceededException', 'At most two streaming endpoints per chat');
    }
    const stream = { id: randomUUID(), topicArn, clientToken };
    contact.streams.push(stream);
    return stream.id;
  }

  private checkTopic(topicArn: string): void {
    const [, region, name] = /^arn:aws:sns:([a-z0-9-]+):\d{12}:(.+)$/.exec(topicArn) ?? [];
    if (!region || region !== this.settings.region || name?.endsWith('.fifo')) {
      const rule =
        'StreamingEndpointArn must be a standard SNS topic in the Region of the instance';
      throw new ApiError(400, 'InvalidRequestException', rule);
    }
  }

  stopStreaming(contactId: string, streamingId: string): void {
    const { streams } = this.find(contactId);
    const index = streams.findIndex(({ id }) => id === streamingId);
    if (index < 0) throw new ApiError(404, 'ResourceNotFoundException', 'No such streaming');
    streams.splice(index, 1);
  }

  stopContact(contactId: string): void {
    const contact = this.find(contactId);
    if (contact.endedAt !== undefined) {
      throw new ApiError(410, 'ContactNotFoundException', 'The contact has ended');
    }
    this.desk.end(contact);
  }

  /** Connects the customer; the first time, the contact flow begins and speaks at once. */
  connectCustomer(
    participantToken: string,
    acknowledge: boolean,
  ): { token: string; expiry: number } {
    const contact = this.list().find((c) => c.participantToken === participantToken);
    if (!contact || contact.endedAt !== undefined) throw denied();
    const first = contact.connectedAt === undefined;
    if (first && this.clock.now() - contact.startedAt > CONNECT_WITHIN_MS) throw denied();
    if (acknowledge && contact.streams.length === 0) {
      throw new ApiError(400, 'ValidationException', 'ConnectParticipant needs streaming');
    }
    const token = `connection-token-${randomUUID()}`;
    const expiry = this.clock.now() + CONNECTION_TOKEN_MS;
    contact.connectionTokens.set(token, expiry);
    if (first && acknowledge) this.beginFlow(contact);
    return { token, expiry };
  }

  private beginFlow(contact: Contact): void {
    contact.connectedAt = this.clock.now();
    this.desk.say(contact, {
      type: 'MESSAGE',
      participantRole: 'SYSTEM',
      displayName: 'SYSTEM_MESSAGE',
      contentType: 'text/plain',
      content: this.settings.welcomeMessage,
    });
    this.desk.changed(contact);
    if (this.conditions.flowEnds()) this.desk.end(contact);
  }

  /** The chat that a connection token speaks for. A participant token is none. */
  byConnectionToken(token: string): Contact {
    const contact = this.list().find((c) => c.connectionTokens.has(token));
    const expiry = contact?.connectionTokens.get(token) ?? 0;
    if (!contact || contact.endedAt !== undefined || expiry <= this.clock.now()) throw denied();
    return contact;
  }

  /** @returns the message's id and instant; the earlier ones for a ClientToken that was seen */
  customerSays(contact: Contact, content: string, contentType: string, clientToken?: string) {
    this.checkMessage(contact, content, contentType);
    const earlier = clientToken && contact.answered.get(clientToken);
    const known = contact.transcript.find(({ id }) => id === earlier);
    if (known) return known;
    const item = this.desk.say(contact, {
      type: 'MESSAGE',
      participantRole: 'CUSTOMER',
      displayName: contact.request.displayName,
      contentType,
      content,
    });
    if (clientToken) contact.answered.set(clientToken, item.id);
    return item;
  }

  private checkMessage({ request }: Contact, content: string, contentType: string): void {
    if (!content || content.length > this.settings.textLimit) {
      throw new ApiError(400, 'ValidationException', 'Content length');
    }
    if (!request.contentTypes.includes(contentType)) {
      throw new ApiError(400, 'ValidationException', 'ContentType not supported by this chat');
    }
  }
}

function denied(): ApiError {
  return new ApiError(403, 'AccessDeniedException', 'Access denied');
}
