import { conversationId, type InboundMessage, messageHash } from '../domain/message';
import { inboundIds } from './message-ids';
import type { ReceivedEntry } from './receive-batch';

/** The place of a customer's message in the inbound queue. */
export function inboundEntry(message: InboundMessage): ReceivedEntry {
  return {
    groupId: conversationId(message),
    deduplicationId: messageHash(message),
    body: message,
    ids: inboundIds(message),
    at: message.sentAt,
  };
}
