import * as z from 'zod';
import { identifierSchema } from '../../domain/message';

/**
 * Messenger webhooks (Messenger Platform, "Webhooks" and "Webhook events"), strict where this
 * system reads, and open to what Meta adds. Each level is read by itself.
 */

/** A plug-in's `user_ref` stands where the id would. */
const senderSchema = z.looseObject({ id: identifierSchema.optional() });

const attachmentSchema = z.looseObject({
  type: z.string(),
  payload: z
    .looseObject({ url: z.string().nullish(), sticker_id: z.unknown().optional() })
    .nullish(),
  url: z.string().nullish(),
});

const messageSchema = z.looseObject({
  mid: z.string().min(1),
  text: z.string().nullish(),
  is_echo: z.boolean().nullish(),
  quick_reply: z.looseObject({ payload: z.string().nullish() }).nullish(),
  attachments: z.array(attachmentSchema).nullish(),
});

const postbackSchema = z.looseObject({
  mid: z.string().min(1).nullish(),
  title: z.string().nullish(),
  payload: z.string().nullish(),
});

const editSchema = z.looseObject({
  mid: z.string().min(1),
  text: z.string(),
  num_edit: z.number().nullish(),
});

export const eventSchema = z.looseObject({
  sender: senderSchema.nullish(),
  /** Milliseconds. */
  timestamp: z.number().int().positive().nullish(),
  message: messageSchema.nullish(),
  postback: postbackSchema.nullish(),
  message_edit: editSchema.nullish(),
});

export const entrySchema = z.looseObject({
  id: identifierSchema,
  messaging: z.array(z.unknown()).nullish(),
  /** Events of a thread that another app owns. */
  standby: z.array(z.unknown()).nullish(),
});

export const webhookSchema = z.object({ object: z.string(), entry: z.array(z.unknown()) });

export type MessengerEvent = z.infer<typeof eventSchema>;
export type MessengerMessage = z.infer<typeof messageSchema>;
export type MessengerAttachment = z.infer<typeof attachmentSchema>;
