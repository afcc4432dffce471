import { markDelivered, wasDelivered } from '../../domain/delivered';
import { ChatOver, SessionTaken } from '../../domain/errors';
import { chatText, type InboundMessage, messageHash } from '../../domain/message';
import { textPieces } from '../../domain/participant';
import { sayer } from '../../domain/sayer';
import { hasExpired, readSession, type Session, touchSession } from '../../domain/session';

export interface Delivery {
  contactId?: string;
  connectMessageIds: string[];
  alreadyDelivered: boolean;
}

/**
 * Says the customer's message in the open chat. A message that Connect accepted before is not said
 * again; the ClientToken covers the moment between accepting and noting it.
 *
 * @throws ChatOver where the chat takes no more messages; SessionTaken where it is not open yet;
 *   Throttled, Refused, ServiceFault
 */
export async function sendToAgent(message: InboundMessage): Promise<Delivery> {
  const hash = messageHash(message);
  if (await wasDelivered(hash)) return { connectMessageIds: [], alreadyDelivered: true };
  const session = await usableSession(message);
  const connectMessageIds = await sayAll(session, textPieces(chatText(message.content)), hash);
  await markDelivered(hash, connectMessageIds);
  await touchSession(session).catch(unlessClosed);
  return { contactId: session.contactId, connectMessageIds, alreadyDelivered: false };
}

async function usableSession(message: InboundMessage): Promise<Session> {
  const session = await readSession(message);
  if (!session || hasExpired(session)) throw new ChatOver('The session is over.');
  if (session.status !== 'OPEN') throw new SessionTaken('Another execution is starting this chat.');
  return session;
}

async function sayAll(session: Session, pieces: string[], hash: string): Promise<string[]> {
  const say = sayer(session);
  const ids: string[] = [];
  for (const [index, piece] of pieces.entries()) {
    ids.push(await say(piece, `${hash}-${index}`));
  }
  return ids;
}

/** The chat may end between the message and this note; the message is in it all the same. */
function unlessClosed(error: unknown): void {
  if (!(error instanceof SessionTaken)) throw error;
}
