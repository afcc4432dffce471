import { markDelivered, wasDelivered } from '../../domain/delivered';
import { ChatOver, ServiceFault, SessionTaken } from '../../domain/errors';
import { chatText, type InboundMessage, messageHash } from '../../domain/message';
import { connectCustomer, sendText, textPieces } from '../../domain/participant';
import {
  hasExpired,
  openSession,
  type ParticipantConnection,
  readSession,
  type Session,
  touchSession,
} from '../../domain/session';

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

/** Says texts under the session's connection, and once under a fresh one where that is refused. */
function sayer(session: Session) {
  let connection = liveConnection(session);
  let renewed = false;
  const renew = async () => {
    renewed = true;
    connection = await renewConnection(session);
    return connection.connectionToken;
  };
  return async (text: string, clientToken: string): Promise<string> => {
    const token = connection?.connectionToken ?? (await renew());
    try {
      return await sendText(token, text, clientToken);
    } catch (error) {
      if (!(error instanceof ChatOver) || renewed) throw error;
      return sendText(await renew(), text, clientToken);
    }
  };
}

/** Connection tokens live a day, chats up to a week. */
function liveConnection(session: Session): ParticipantConnection | undefined {
  const { connectionToken, connectionExpiry } = session;
  if (!connectionToken || !connectionExpiry) return undefined;
  if (Date.parse(connectionExpiry) <= Date.now()) return undefined;
  return { connectionToken, connectionExpiry };
}

async function renewConnection(session: Session): Promise<ParticipantConnection> {
  if (!session.participantToken) throw new ServiceFault('The session holds no participant token.');
  const connection = await connectCustomer(session.participantToken);
  await openSession(session, connection);
  return connection;
}

/** The chat may end between the message and this note; the message is in it all the same. */
function unlessClosed(error: unknown): void {
  if (!(error instanceof SessionTaken)) throw error;
}
