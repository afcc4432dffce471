import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';

export const EVENT = 'application/vnd.amazonaws.connect.event';

export type Role = 'AGENT' | 'CUSTOMER' | 'SYSTEM' | 'CUSTOM_BOT' | 'SUPERVISOR';
export type Visibility = 'AGENT' | 'CUSTOMER' | 'ALL';

/** What the transcript shows, in Connect's words for it. */
export interface TranscriptItem {
  id: string;
  type: 'MESSAGE' | 'EVENT' | 'ATTACHMENT';
  participantRole?: Role | undefined;
  displayName?: string | undefined;
  content?: string | undefined;
  contentType?: string | undefined;
  visibility: Visibility;
  absoluteTime: string;
  attachments?: {
    AttachmentId: string;
    AttachmentName: string;
    ContentType: string;
    Status: string;
  }[];
}

export type NewItem = Omit<TranscriptItem, 'id' | 'absoluteTime' | 'visibility'> & {
  visibility?: Visibility | undefined;
};

/** Publishes to an SNS topic. */
export type Publish = (
  topicArn: string,
  message: string,
  attributes: Record<string, string>,
) => Promise<void>;

export interface ChatRequest {
  displayName: string;
  attributes: Record<string, string>;
  durationMinutes: number;
  contentTypes: string[];
}

/** A chat as a list shows it. */
export interface ContactSummary {
  contactId: string;
  status: 'STARTED' | 'QUEUED' | 'WITH_AGENT' | 'ENDED';
  channel?: string | undefined;
  vendorId?: string | undefined;
  displayName: string;
  startedAt: string;
}

/** One chat, from StartChatContact to its end. */
export class Contact {
  readonly initialContactId = randomUUID();
  /** Changes with each transfer. */
  contactId = this.initialContactId;
  readonly participantId = randomUUID();
  readonly participantToken = `participant-token-${randomUUID()}`;
  /** Token to the instant it expires, in milliseconds. */
  readonly connectionTokens = new Map<string, number>();
  readonly startedAt: number;
  connectedAt?: number;
  endedAt?: number;
  /** Of a chat that its flow or an API ended there is none (Administrator Guide, "Contact records data model"). */
  disconnectReason?: 'AGENT_DISCONNECT' | 'CUSTOMER_DISCONNECT';
  agentJoined = false;
  readonly streams: { id: string; topicArn: string; clientToken: string }[] = [];
  readonly transcript: TranscriptItem[] = [];
  /** SendMessage's ClientToken to the id that it was answered with. */
  readonly answered = new Map<string, string>();
  private publishing = Promise.resolve();

  constructor(
    readonly request: ChatRequest,
    private readonly clock: Clock,
    private readonly publish: Publish,
    private readonly identity: { instanceId: string; accountId: string },
  ) {
    this.startedAt = clock.now();
  }

  get status(): ContactSummary['status'] {
    if (this.endedAt !== undefined) return 'ENDED';
    if (this.connectedAt === undefined) return 'STARTED';
    return this.agentJoined ? 'WITH_AGENT' : 'QUEUED';
  }

  get summary(): ContactSummary {
    const { displayName, attributes } = this.request;
    return {
      contactId: this.initialContactId,
      status: this.status,
      channel: attributes.chatframework_Channel?.toLowerCase(),
      vendorId: attributes.chatframework_VendorId,
      displayName,
      startedAt: new Date(this.startedAt).toISOString(),
    };
  }

  get expiresAt(): number {
    return this.startedAt + this.request.durationMinutes * 60_000;
  }

  /** Adds an item and streams it, in the order of the transcript. */
  add(item: NewItem): TranscriptItem {
    const absoluteTime = this.clock.iso();
    const added = { visibility: 'ALL' as const, ...item, id: randomUUID(), absoluteTime };
    this.transcript.push(added);
    for (const { topicArn } of this.streams) this.stream(topicArn, added);
    return added;
  }

  /** Resolves when everything said so far is with SNS. */
  streamed(): Promise<void> {
    return this.publishing;
  }

  private stream(topicArn: string, item: TranscriptItem): void {
    const { initialContactId: InitialContactId, contactId: ContactId } = this;
    const body = {
      AbsoluteTime: item.absoluteTime,
      Attachments: item.attachments,
      Content: item.content,
      ContentType: item.contentType,
      DisplayName: item.displayName,
      Id: item.id,
      InitialContactId,
      ContactId,
      ParticipantId: item.participantRole === 'CUSTOMER' ? this.participantId : undefined,
      ParticipantRole: item.participantRole,
      Type: item.type,
    };
    const attributes = {
      InitialContactId,
      ContactId,
      InstanceId: this.identity.instanceId,
      AccountId: this.identity.accountId,
      Type: item.type,
      MessageVisibility: item.visibility,
      ...(item.contentType && { ContentType: item.contentType }),
      ...(item.participantRole && { ParticipantRole: item.participantRole }),
    };
    this.publishing = this.publishing
      .then(() => this.publish(topicArn, JSON.stringify(body), attributes))
      // Connect goes on when the topic refuses; the notification is lost.
      .catch((error: Error) => void process.stderr.write(`${topicArn}: ${error.message}\n`));
  }
}
