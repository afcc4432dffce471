import {
  CreateParticipantConnectionCommand,
  type MessageProcessingStatus,
  SendMessageCommand,
} from '@aws-sdk/client-connectparticipant';
import { connectParticipant } from './clients/connect-participant';
import { callParticipant } from './connect-errors';
import { numberEnv } from './environment';
import { Refused, ServiceFault } from './errors';
import type { ParticipantConnection } from './session';
import { splitText } from './split';

/**
 * The longest text that SendMessage takes. Its documentation says 1,024 characters in some places
 * and 16,384 bytes in others, and customer-to-Lex stays at 1,024, so that is the default; the
 * 16,384 bytes bind in any case.
 */
const textLimit = numberEnv('CONNECT_TEXT_LIMIT', 1024, 1);
const BYTE_LIMIT = 16_384;

/**
 * Connects the customer to the chat, which sets the contact flow going the first time (Participant
 * API reference, CreateParticipantConnection). Works only while the chat is streaming, and within
 * five minutes of its start.
 *
 * @throws ChatOver where Connect refuses the token, Throttled, ServiceFault
 */
export async function connectCustomer(participantToken: string): Promise<ParticipantConnection> {
  const { ConnectionCredentials } = await callParticipant(
    connectParticipant.send(
      new CreateParticipantConnectionCommand({
        ParticipantToken: participantToken,
        Type: ['CONNECTION_CREDENTIALS'],
        ConnectParticipant: true,
      }),
    ),
  ).catch(thatMayPass);
  const { ConnectionToken, Expiry } = ConnectionCredentials ?? {};
  if (!ConnectionToken || !Expiry) {
    throw new ServiceFault('CreateParticipantConnection answered without credentials.');
  }
  return { connectionToken: ConnectionToken, connectionExpiry: Expiry };
}

/**
 * Turns a refusal into a fault, which is tried again: the call holds nothing of the message, so
 * what is refused is the chat, and the next one may do.
 */
function thatMayPass(error: unknown): never {
  if (!(error instanceof Refused)) throw error;
  throw new ServiceFault(error.message, { cause: error });
}

/**
 * Says one text as the customer (Participant API reference, SendMessage).
 *
 * @param clientToken recognises a repetition whose first answer was lost
 * @returns Connect's message id
 * @throws ChatOver where Connect refuses the token, Throttled, Refused, ServiceFault
 */
export async function sendText(
  connectionToken: string,
  text: string,
  clientToken: string,
): Promise<string> {
  const { Id = '', MessageMetadata } = await callParticipant(
    connectParticipant.send(
      new SendMessageCommand({
        ConnectionToken: connectionToken,
        ContentType: 'text/plain',
        Content: text,
        ClientToken: clientToken,
      }),
    ),
  );
  refuseUnprocessed(MessageMetadata?.MessageProcessingStatus);
  return Id;
}

/**
 * Where the instance processes messages (redaction, a Lambda function of its own), Connect may take
 * one and not show it. That it is processed when it comes again is not documented, so a person decides.
 */
function refuseUnprocessed(status?: MessageProcessingStatus): void {
  if (status !== 'FAILED' && status !== 'REJECTED') return;
  throw new Refused(`Connect participant service: the message was ${status} in processing`);
}

/** The pieces of a text that SendMessage takes, in order. */
export function textPieces(text: string): string[] {
  return splitText(
    text,
    (piece) => piece.length <= textLimit && Buffer.byteLength(piece) <= BYTE_LIMIT,
  );
}
