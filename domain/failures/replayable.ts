import { agentEventHash, agentEventSchema, contactGroup } from '../agent-event';
import type { LedgerEntry } from '../ledger';
import { conversationId, inboundMessageSchema, messageHash } from '../message';
import { queueBody } from '../queue-body';

/** A message of the ledger, ready for the queue that it came from. */
export interface Replayable {
  /** 64 hex digits: the root of the deduplication id. */
  hash: string;
  /** The queue's message group. */
  groupId: string;
  body: string;
  /** Of what an agent's side said: Connect's id, under which sends to the provider are noted. */
  connectMessageId?: string;
}

/** The message of an entry; undefined where nobody could read it. */
export function readReplayable({ direction, message }: LedgerEntry): Replayable | undefined {
  return direction === 'inbound' ? inbound(message) : outbound(message);
}

function inbound(message: unknown): Replayable | undefined {
  const { data } = inboundMessageSchema.safeParse(message);
  if (!data) return undefined;
  return { hash: messageHash(data), groupId: conversationId(data), body: queueBody(data) };
}

function outbound(message: unknown): Replayable | undefined {
  const { data } = agentEventSchema.safeParse(message);
  if (!data) return undefined;
  const { id: connectMessageId } = data;
  const body = queueBody(data);
  return { hash: agentEventHash(data), groupId: contactGroup(data), body, connectMessageId };
}
