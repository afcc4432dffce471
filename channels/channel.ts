import type { InboundMessage } from '../domain/message';

/** What a channel can do; asked before it is used. */
export interface Capabilities {
  /** The name in keys, queues and paths. */
  name: string;
  /** Whether one outbound text is short enough for one message. */
  fits(text: string): boolean;
  /** Taps instead of typed answers: how many, and how long a title the provider shows. */
  quickReplies?: { count: number; titleLength: number };
}

/** Why a provider refuses messages, for the agent who wrote one. */
export interface Refusal {
  /** Finds it in the message of the error that the channel's `send` throws. */
  error: RegExp;
  /** Of one reason an agent is told once in a chat. */
  reason: string;
  /** Completes "Not delivered to the customer: …". */
  words: string;
}

/** What became of one event of a webhook or notification. */
export type ParsedEvent =
  | { type: 'message'; message: InboundMessage }
  /** Known and left alone on purpose, or unknown (`unsupported`); never another event's content. */
  | { type: 'ignored'; kind: string }
  /** Not what the provider documents; for a person to look at. */
  | { type: 'unreadable'; issues: string[]; payload: unknown };

/** The payload, or a part of it, is not what the provider documents: says where, never quotes it. */
export class InvalidPayload extends Error {
  override readonly name = 'InvalidPayload';

  constructor(readonly issues: string[]) {
    super(issues.join('; '));
  }
}

/** The payload is well-formed, for a product that this channel does not serve. */
export class NotServed extends Error {
  override readonly name = 'NotServed';
}

/** The parts of a webhook request that authenticate it. */
export interface WebhookRequest {
  rawBody: Buffer;
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
}

/** A channel whose provider calls a webhook. */
export interface WebhookChannel {
  /** Whether the provider signed this request; a refused one may have read the secret anew. */
  isAuthentic(request: WebhookRequest): Promise<boolean>;
  /** The answer to the provider's verification of the endpoint; undefined where it is refused. */
  answerChallenge(query: Record<string, string | undefined>): Promise<string | undefined>;
  /**
   * Reads a webhook body, whatever single events of it are like.
   *
   * @throws InvalidPayload, NotServed
   */
  parse(body: unknown, receivedAt: string): ParsedEvent[];
}
