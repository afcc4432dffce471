import { type MessageResult, PinpointClient, SendMessagesCommand } from '@aws-sdk/client-pinpoint';
import { traced } from '../../domain/clients/traced';
import { OutcomeUnknown, Refused, ServiceFault, Throttled } from '../../domain/errors';
import { neverConnected } from '../../domain/network';
import { sendTimeouts } from './config';
import type { OutgoingSms } from './outgoing-sms';

/** One attempt: SendMessages has no idempotency token, so a repetition could send twice. */
const client = traced(new PinpointClient({ maxAttempts: 1, requestHandler: sendTimeouts }));

/**
 * Sends through Amazon Pinpoint (API reference, SendMessages), for those who still have an
 * application: Pinpoint's support ended on 2026-10-30. An HTTP 200 says nothing about the message;
 * the address's own delivery status does.
 */
export async function sendThroughPinpoint(
  { from, to, text }: OutgoingSms,
  ApplicationId: string,
): Promise<string> {
  const { MessageResponse } = await client
    .send(
      new SendMessagesCommand({
        ApplicationId,
        MessageRequest: {
          Addresses: { [to]: { ChannelType: 'SMS' } },
          MessageConfiguration: {
            SMSMessage: { Body: text, MessageType: 'TRANSACTIONAL', OriginationNumber: from },
          },
        },
      }),
    )
    .catch((error: unknown) => {
      throw translate(error);
    });
  return readResult(MessageResponse?.Result?.[to]);
}

function readResult(result: MessageResult | undefined): string {
  const message = `SendMessages: ${result?.DeliveryStatus ?? 'no result for the address'}`;
  switch (result?.DeliveryStatus) {
    case 'SUCCESSFUL':
    case 'DUPLICATE':
      return result.MessageId ?? '';
    case 'OPT_OUT':
    case 'PERMANENT_FAILURE':
      throw new Refused(message);
    case 'THROTTLED':
      throw new Throttled(message);
    case 'TEMPORARY_FAILURE':
      throw new ServiceFault(message);
    default:
      throw new OutcomeUnknown(message);
  }
}

function translate(error: unknown): Error {
  const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  const message = `SendMessages: ${name}`;
  const options = { cause: error };
  if (status === 429) return new Throttled(message, options);
  if (status >= 400 && status < 500) return new Refused(message, options);
  if (neverConnected(error)) return new ServiceFault(message, options);
  return new OutcomeUnknown(message, options);
}
