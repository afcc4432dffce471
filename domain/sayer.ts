import { ChatOver } from './errors';
import { connectCustomer, sendText } from './participant';
import { openSession, type ParticipantConnection, type Session } from './session';

/**
 * Says texts in a chat as its customer: under the session's connection, and once under a fresh one
 * where that has expired or is refused. What it returns takes a text and the ClientToken that
 * recognises its repetition, and gives Connect's message id. It throws ChatOver where the chat takes
 * no more messages; SessionTaken, Throttled, Refused, ServiceFault.
 */
export function sayer(session: Session): (text: string, clientToken: string) => Promise<string> {
  let connection = liveConnection(session);
  let renewed = false;
  const renew = async () => {
    renewed = true;
    connection = await renewConnection(session);
    return connection.connectionToken;
  };
  return async (text, clientToken) => {
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
  if (!session.participantToken) throw new ChatOver('The session holds no participant token.');
  const connection = await connectCustomer(session.participantToken);
  await openSession(session, connection);
  return connection;
}
