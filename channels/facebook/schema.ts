import * as z from 'zod';
import { identifierSchema } from '../../domain/message';

/**
 * Messenger webhooks (Messenger Platform, "Webhooks" and "Webhook events"), strict where this
 * system reads, and open to what Meta adds: a refused webhook would be redelivered for an hour and
 * then cost the page its subscription.
 */
const partySchema = z.looseObject({ id: identifierSchema });

const attachmentSchema = z.looseObject({
  type: z.string(),
  payload: z
    .looseObject({ url: z.string().nullish(), sticker_id: z.number().optional() })
    .nullish(),
  url: z.string().nullish(),
});

const messageSchema = z.looseObject({
  mid: z.string().min(1),
  text: z.string().optional(),
  is_echo: z.boolean().optional(),
  quick_reply: z.looseObject({ payload: z.string() }).optional(),
  attachments: z.array(attachmentSchema).optional(),
});

const postbackSchema = z.looseObject({
  mid: z.string().min(1).optional(),
  title: z.string().optional(),
  payload: z.string().optional(),
});

const editSchema = z.looseObject({
  mid: z.string().min(1),
  text: z.string(),
  num_edit: z.number().optional(),
});

const eventSchema = z.looseObject({
  sender: partySchema.optional(),
  recipient: partySchema.optional(),
  /** Milliseconds. */
  timestamp: z.number().int().positive().optional(),
  message: messageSchema.optional(),
  postback: postbackSchema.optional(),
  message_edit: editSchema.optional(),
});

const entrySchema = z.looseObject({
  id: identifierSchema,
  time: z.number().optional(),
  messaging: z.array(eventSchema).optional(),
  /** Events of a thread that another app owns. */
  standby: z.array(z.unknown()).optional(),
});

export const webhookSchema = z.object({ object: z.string(), entry: z.array(z.unknown()) });
export const pageWebhookSchema = z.object({ entry: z.array(entrySchema) });

export type MessengerEvent = z.infer<typeof eventSchema>;
export type MessengerMessage = z.infer<typeof messageSchema>;
export type MessengerAttachment = z.infer<typeof attachmentSchema>;
