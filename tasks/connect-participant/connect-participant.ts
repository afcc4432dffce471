import { ChatEndedByFlow, SessionTaken } from '../../domain/errors';
import type { Customer } from '../../domain/message';
import { connectCustomer } from '../../domain/participant';
import { openSession, readSession } from '../../domain/session';

export interface ConnectParticipantInput {
  customer: Customer;
  contactId: string;
  claimId: string;
}

/**
 * Connects the customer with the token that the session holds, and opens the session. A session
 * that another execution opened under the same claim is left as it is.
 *
 * @throws ChatOver where Connect refuses the token; ChatEndedByFlow where the chat ended at once;
 *   SessionTaken, Throttled, ServiceFault
 */
export async function connectParticipant({ customer, claimId }: ConnectParticipantInput) {
  const session = await readSession(customer);
  if (session?.claimId !== claimId || !session.participantToken) {
    throw new SessionTaken('The session was closed or claimed anew before it was connected.');
  }
  if (session.status === 'OPEN') return;
  const connection = await connectCustomer(session.participantToken);
  try {
    await openSession(session, connection);
  } catch (error) {
    const isClosed = error instanceof SessionTaken && !(await readSession(customer));
    // The chat's end was streamed already, before any agent could see the chat.
    if (isClosed)
      throw new ChatEndedByFlow('The chat ended as soon as the customer was connected.');
    throw error;
  }
}
