import { createHash } from 'node:crypto';
import * as z from 'zod';

/**
 * An id as it may stand in a key: no separator (`#`), no control character. Short codes and page
 * ids are no E.164 numbers, hence the wide alphabet.
 */
export const identifierSchema = z
  .string()
  .regex(/^[A-Za-z0-9+._-]{1,64}$/, 'must be 1 to 64 of the characters A-Z a-z 0-9 + . _ -');

const attachmentSchema = z.object({
  /** The provider's word for it: image, audio, video, file, sticker … */
  kind: z.string(),
  url: z.url().optional(),
});

export const contentSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string().min(1) }),
  z.object({
    type: z.literal('attachments'),
    items: z.array(attachmentSchema).min(1),
    text: z.string().optional(),
  }),
  /** A tap on a quick reply or a button. */
  z.object({ type: z.literal('choice'), text: z.string().min(1), payload: z.string().optional() }),
  /** Something this system cannot carry; the agent is told what it was. */
  z.object({ type: z.literal('unsupported'), kind: z.string().min(1) }),
]);

/** One message of one customer, whatever the channel: the only thing that crosses the inbound queue. */
export const inboundMessageSchema = z.object({
  /** The provider's message id. Messenger's have about 88 characters, Instagram's about 164. */
  id: z.string().min(1),
  channel: z.string().regex(/^[a-z]+$/),
  /** The business's own address: page id, phone number. */
  businessId: identifierSchema,
  /** The customer's address: page-scoped id, phone number. */
  vendorId: identifierSchema,
  content: contentSchema,
  sentAt: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  /** What agents see as the customer's name. */
  displayName: z.string().min(1).max(256),
});

export type Content = z.infer<typeof contentSchema>;
export type InboundMessage = z.infer<typeof inboundMessageSchema>;
/** Who is talking to whom, over which channel. */
export type Customer = Pick<InboundMessage, 'channel' | 'businessId' | 'vendorId'>;

function sha256(...parts: string[]): string {
  return createHash('sha256').update(parts.join('#')).digest('hex');
}

/**
 * 64 hex digits that stand for one provider message: the SQS deduplication id, the key of the
 * delivered mark, the root of SendMessage's ClientToken. The provider's id itself is longer than
 * SQS (128) and Step Functions (80) allow.
 */
export function messageHash(
  message: Pick<InboundMessage, 'channel' | 'businessId' | 'id'>,
): string {
  return sha256(message.channel, message.businessId, message.id);
}

/** The FIFO message group of a conversation: 64 hex digits, so that no id can break the format. */
export function conversationId({ channel, businessId, vendorId }: Customer): string {
  return sha256(channel, businessId, vendorId);
}

/** The text that the agent reads. Attachments become a line each, with kind and link. */
export function chatText(content: Content): string {
  switch (content.type) {
    case 'text':
    case 'choice':
      return content.text;
    case 'attachments':
      return [content.text, ...content.items.map(attachmentLine)].filter(Boolean).join('\n');
    case 'unsupported':
      return `(The customer sent something that cannot be shown here: ${content.kind})`;
  }
}

function attachmentLine({ kind, url }: z.infer<typeof attachmentSchema>): string {
  return url ? `Attachment (${kind}): ${url}` : `Attachment (${kind}), without a link`;
}
