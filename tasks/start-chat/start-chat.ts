import { type StartedChat, startChatContact, stopChat } from '../../domain/chat';
import { MINUTE } from '../../domain/clock';
import { rememberContact } from '../../domain/contact';
import { ChatQuotaFull, Refused, SessionTaken, Throttled } from '../../domain/errors';
import {
  type Claim,
  claimSession,
  type NewCustomer,
  reclaimSession,
  releaseClaim,
  type Session,
  storeChat,
} from '../../domain/session';

/** Connect takes the customer's connection for five minutes; one is kept for getting there. */
const CONNECTABLE_MS = 4 * MINUTE * 1000;

/** Errors of StartChatContact that prove that this call started no chat. */
const NOT_STARTED = [Throttled, ChatQuotaFull, Refused];

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
  if (claim.previousContactId) await stopChat(claim.previousContactId);
  const chat = await startOrRelease(claim);
  await rememberContact(chat.contactId, claim);
  await storeOrStop(claim, chat);
  return { contactId: chat.contactId, claimId: claim.claimId, isNew: true };
}

/**
 * The claim to work under. One whose chat is too old to be connected is replaced before that chat
 * is stopped: whoever is still connecting it then sees that it is no longer theirs.
 */
async function connectableClaim(customer: NewCustomer): Promise<Claim> {
  const claim = await claimSession(customer);
  if (claim.status === 'OPEN' || Date.now() - Date.parse(claim.startedAt) < CONNECTABLE_MS) {
    return claim;
  }
  return reclaimSession({ ...claim, contactId: claim.contactId ?? (await contactOf(claim)) });
}

/**
 * The contact of a claim whose holder never learnt it: the ClientToken brings it back. Where
 * there was none, this makes one, to be stopped like any other; a refusal proves that there is none.
 */
async function contactOf(claim: Session): Promise<string | undefined> {
  try {
    return (await startChatContact(claim)).contactId;
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

/**
 * Without a chat the claim must not grow old: it would be taken for one whose chat is to be stopped.
 * One of an earlier attempt stays, because that attempt may have started the chat and died.
 */
async function startOrRelease(claim: Claim): Promise<StartedChat> {
  try {
    return await startChatContact(claim);
  } catch (error) {
    const isNotStarted = NOT_STARTED.some((kind) => error instanceof kind);
    if (claim.isFresh && isNotStarted) await releaseClaim(claim);
    throw error;
  }
}

/**
 * Notes the chat in the session, or stops it where the session went to somebody else: it would stay
 * behind unseen.
 */
async function storeOrStop(claim: Session, chat: Parameters<typeof storeChat>[1]): Promise<void> {
  try {
    await storeChat(claim, chat);
  } catch (error) {
    if (error instanceof SessionTaken) await stopChat(chat.contactId);
    throw error;
  }
}
