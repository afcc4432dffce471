import { type AgentEvent, agentEventHash, contactGroup } from '../../domain/agent-event';
import { isoTime } from '../../domain/clock';
import { rememberContact } from '../../domain/contact';
import { optionalEnv } from '../../domain/environment';
import type { Customer } from '../../domain/message';
import { logger } from '../instrumented';
import { outboundIds } from '../message-ids';
import { enqueue } from '../queue';

/** Both are missing where messages go the other way, and the text where customers are to be told nothing. */
const text = optionalEnv('WAITING_TEXT');
const queueUrl = optionalEnv('OUTBOUND_QUEUE_URL');

/**
 * Tells the customer that their message waits until the instance has room for another chat. It goes
 * the way of everything that customers get, as what a contact flow would say in a chat that there
 * is not yet; its id is the message's, so that it arrives once, however often the message waits.
 * What goes wrong is logged and tried again with the message's next wait, which matters more.
 *
 * @param messageId the waiting message's, 32 hex digits
 * @returns whether the notice is on its way
 */
export async function tellCustomer(messageId: string, customer: Customer): Promise<boolean> {
  if (!text || !queueUrl) return false;
  try {
    return await send(notice(`waiting-${messageId}`, text), customer, queueUrl);
  } catch (error) {
    logger.error('The customer is not told that they wait', error as Error);
    return false;
  }
}

async function send(event: AgentEvent, customer: Customer, url: string): Promise<boolean> {
  await rememberContact(event.initialContactId, customer);
  const refused = await enqueue(url, [
    {
      groupId: contactGroup(event),
      deduplicationId: agentEventHash(event),
      body: event,
      ids: outboundIds(event),
    },
  ]);
  return refused.length === 0;
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
