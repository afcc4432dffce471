import { startChatContact, stopChat } from '../../domain/chat';
import { MINUTE } from '../../domain/clock';
import { rememberContact } from '../../domain/contact';
import { SessionTaken } from '../../domain/errors';
import {
  claimSession,
  type NewCustomer,
  reclaimSession,
  type Session,
  storeChat,
} from '../../domain/session';

/** Connect takes the customer's connection for five minutes; one is kept for getting there. */
const CONNECTABLE_MS = 4 * MINUTE * 1000;

export interface Chat {
  contactId: string;
  claimId: string;
  isNew: boolean;
}

/**
 * Makes sure that the customer has a chat: claims the session, starts the chat under the claim,
 * notes whose it is, then notes it in the session. Whatever was done already is not done again, so
 * it resumes after a crash at any point, and two executions at once come to the same chat.
 *
 * @throws ChatQuotaFull, Throttled, Refused, ServiceFault; SessionTaken where another execution won
 */
export async function startChat(customer: NewCustomer): Promise<Chat> {
  const claim = await connectableClaim(customer);
  if (claim.contactId) return { contactId: claim.contactId, claimId: claim.claimId, isNew: false };
  const chat = await startChatContact(claim);
  await rememberContact(chat.contactId, claim);
  await storeOrStop(claim, chat);
  return { contactId: chat.contactId, claimId: claim.claimId, isNew: true };
}

/** The claim to work under: a chat that is too old to be connected is stopped and replaced. */
async function connectableClaim(customer: NewCustomer): Promise<Session> {
  const claim = await claimSession(customer);
  if (claim.status === 'OPEN' || Date.now() - Date.parse(claim.startedAt) < CONNECTABLE_MS) {
    return claim;
  }
  // Where the answer to its start was lost, the ClientToken brings back its contact.
  const contactId = claim.contactId ?? (await startChatContact(claim)).contactId;
  await stopChat(contactId);
  return reclaimSession({ ...claim, contactId });
}

/** A chat whose session went to somebody else would stay behind unseen. */
async function storeOrStop(claim: Session, chat: Parameters<typeof storeChat>[1]): Promise<void> {
  try {
    await storeChat(claim, chat);
  } catch (error) {
    if (error instanceof SessionTaken) await stopChat(chat.contactId);
    throw error;
  }
}
