import { type AgentEvent, agentEventHash, contactGroup } from '../../domain/agent-event';
import { isoTime } from '../../domain/clock';
import { rememberContact } from '../../domain/contact';
import { optionalEnv } from '../../domain/environment';
import type { Customer } from '../../domain/message';
import { outboundIds } from '../message-ids';
import { enqueue } from '../queue';

/** Both are missing where messages go the other way, and the text where customers are to be told nothing. */
const text = optionalEnv('WAITING_TEXT');
const queueUrl = optionalEnv('OUTBOUND_QUEUE_URL');

/**
 * Tells the customer that their message waits until the instance has room for another chat. It goes
 * the way of everything that customers get, as what a contact flow would say in a chat that there
 * is not yet; its id is the message's, so that it arrives once, however often the message waits.
 * Where SQS does not take it, that is logged: the message itself matters more.
 *
 * @param messageId the waiting message's, 32 hex digits
 */
export async function tellCustomer(messageId: string, customer: Customer): Promise<void> {
  if (!text || !queueUrl) return;
  const event = notice(`waiting-${messageId}`, text);
  await rememberContact(event.initialContactId, customer);
  await enqueue(queueUrl, [
    {
      groupId: contactGroup(event),
      deduplicationId: agentEventHash(event),
      body: event,
      ids: outboundIds(event),
    },
  ]);
}

function notice(id: string, content: string): AgentEvent {
  const now = isoTime();
  return {
    id,
    initialContactId: id,
    contactId: id,
    type: 'MESSAGE',
    contentType: 'text/plain',
    content,
    participantRole: 'SYSTEM',
    visibility: 'CUSTOMER',
    absoluteTime: now,
    receivedAt: now,
  };
}
