import { ChatOver, SessionTaken } from '../../domain/errors';
import { noticeKey } from '../../domain/keys';
import { markTold, wasTold } from '../../domain/notice';
import { sayer } from '../../domain/sayer';
import { hasExpired, readSession, type Session } from '../../domain/session';
import { noticeOf, type Undelivered } from './notice';

/**
 * Tells the agents in a chat why a message of theirs did not reach the customer, once for each
 * reason: as the customer, since there is no other voice that this system has in the chat. The
 * ClientToken covers the moment between saying and noting it.
 *
 * @returns the reason; undefined where they know it, or where the chat is over
 * @throws Throttled, Refused, ServiceFault
 */
export async function tellAgent(undelivered: Undelivered): Promise<string | undefined> {
  const { event, contact } = undelivered;
  const { reason, text } = noticeOf(undelivered);
  const key = noticeKey(event.initialContactId, reason);
  if (await wasTold(key)) return undefined;
  const session = await readSession(contact);
  if (!session || !isOpenFor(session, event.initialContactId)) return undefined;
  try {
    await sayer(session)(text, key);
  } catch (error) {
    if (error instanceof ChatOver || error instanceof SessionTaken) return undefined;
    throw error;
  }
  await markTold(key);
  return reason;
}

/** The customer's session may be another chat's by now. */
function isOpenFor(session: Session, contactId: string): boolean {
  return session.status === 'OPEN' && session.contactId === contactId && !hasExpired(session);
}
