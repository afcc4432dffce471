import * as z from 'zod';
import { type Content, type InboundMessage, identifierSchema } from '../../domain/message';
import { InvalidPayload } from '../channel';
import { validate } from '../validate';
import { capabilities } from './capabilities';

/**
 * A two-way SMS message as the carrier side publishes it (AWS End User Messaging user guide,
 * "Two-way SMS message payload"). It has no time of its own.
 */
const twoWaySmsSchema = z.object({
  originationNumber: identifierSchema,
  destinationNumber: identifierSchema,
  messageBody: z.string(),
  inboundMessageId: z.string().min(1),
  messageKeyword: z.string().nullish(),
  // Whether it is absent, empty or null when the customer answers nothing is not documented.
  previousPublishedMessageId: z.string().nullish(),
});

/**
 * Reads one two-way SMS notification.
 *
 * @param notification the SNS notification's `Message` string
 * @param sentAt when SNS took it, ISO 8601
 * @throws InvalidPayload
 */
export function parse(notification: string, sentAt: string, receivedAt: string): InboundMessage {
  const sms = validate(twoWaySmsSchema, parseJson(notification));
  return {
    id: sms.inboundMessageId,
    channel: capabilities.name,
    businessId: sms.destinationNumber,
    vendorId: sms.originationNumber,
    content: content(sms.messageBody),
    sentAt,
    receivedAt,
    displayName: sms.originationNumber,
  };
}

function content(text: string): Content {
  return text.trim() ? { type: 'text', text } : { type: 'unsupported', kind: 'empty message' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidPayload(['body: not JSON']);
  }
}
