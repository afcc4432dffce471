import { type AgentEvent, agentEventHash } from '../domain/agent-event';
import { type InboundMessage, messageHash } from '../domain/message';

/**
 * What a message is found by in logs and traces: never a phone number, never text. `messageId` is
 * the provider's for what a customer says and Connect's for what an agent says; `messageHash`
 * begins with the middle of the execution's name, which is the id in the failure ledger.
 */
export type MessageIds = Record<'messageId' | 'messageHash', string> &
  Partial<Record<'channel' | 'contactId', string>>;

export function inboundIds(message: InboundMessage): MessageIds {
  const { channel, id: messageId } = message;
  return { channel, messageId, messageHash: messageHash(message) };
}

/** A chat's contact id is the one that it began with: it stays when the chat is transferred. */
export function outboundIds(event: AgentEvent): MessageIds {
  const { initialContactId: contactId, id: messageId } = event;
  return { contactId, messageId, messageHash: agentEventHash(event) };
}
