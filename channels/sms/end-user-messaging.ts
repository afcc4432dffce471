import {
  PinpointSMSVoiceV2Client,
  SendTextMessageCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { traced } from '../../domain/clients/traced';
import { OutcomeUnknown, Refused, ServiceFault, Throttled } from '../../domain/errors';
import { neverConnected } from '../../domain/network';
import { sendTimeouts } from './config';
import type { OutgoingSms } from './outgoing-sms';

/** One attempt: SendTextMessage has no idempotency token, so a repetition could send twice. */
const client = traced(
  new PinpointSMSVoiceV2Client({ maxAttempts: 1, requestHandler: sendTimeouts }),
);

/**
 * The errors of SendTextMessage that say that nothing was sent and nothing will be. Their HTTP
 * status is not documented, so the name decides.
 */
const REFUSALS = new Set([
  'AccessDeniedException',
  'ConflictException',
  'ResourceNotFoundException',
  'ServiceQuotaExceededException',
  'ValidationException',
]);

/** Sends through AWS End User Messaging (SMS and voice v2 API reference, SendTextMessage). */
export async function sendThroughEndUserMessaging({
  from,
  to,
  text,
}: OutgoingSms): Promise<string> {
  try {
    const { MessageId } = await client.send(
      new SendTextMessageCommand({
        DestinationPhoneNumber: to,
        OriginationIdentity: from,
        MessageBody: text,
        MessageType: 'TRANSACTIONAL',
      }),
    );
    return MessageId ?? '';
  } catch (error) {
    throw translate(error);
  }
}

/** The service's message is left out: a validation error may quote the text or the number. */
function translate(error: unknown): Error {
  const { name, Reason } = error as { name: string; Reason?: string };
  const message = ['SendTextMessage', name, Reason].filter(Boolean).join(': ');
  const options = { cause: error };
  if (name === 'ThrottlingException') return new Throttled(message, options);
  if (REFUSALS.has(name)) return new Refused(message, options);
  if (neverConnected(error)) return new ServiceFault(message, options);
  return new OutcomeUnknown(message, options);
}
