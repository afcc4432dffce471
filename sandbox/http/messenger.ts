import { createHmac, randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import * as z from 'zod';
import { identifierSchema } from '../../domain/message';
import { ApiError } from '../aws/protocol';
import type { Parts } from './parts';
import { webhookRoutes } from './webhook';

const PAGE_ID = '1234567890';

const writtenSchema = z
  .strictObject({
    /** Page-scoped id of the customer. */
    from: identifierSchema,
    text: z.string().min(1).optional(),
    attachment: z
      .strictObject({ type: z.enum(['image', 'audio', 'video', 'file']), url: z.url() })
      .optional(),
    /** A tap on a quick reply: its title, and the payload that was sent with it. */
    quickReply: z.strictObject({ title: z.string().min(1), payload: z.string() }).optional(),
  })
  .refine(({ text, attachment, quickReply }) => text || attachment || quickReply, {
    message: 'needs text, attachment or quickReply',
  });

/** What the function, or API Gateway in its place, says of a refusal. */
const refusalSchema = z.object({ message: z.string() });

type Written = z.infer<typeof writtenSchema>;

/** A customer writes to the Facebook page: Meta signs the webhook and delivers it. */
export function messengerRoutes(parts: Parts): Hono {
  const webhooks = webhookRoutes(parts);
  return new Hono().post('/', async (c) => {
    const written = writtenSchema.parse(await c.req.json());
    const mid = `m_${randomUUID()}`;
    const body = JSON.stringify(webhook(mid, written, parts.world.clock.now()));
    const answer = await webhooks.request('/facebook', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-hub-signature-256': signature(body, parts.world.secret.agreed.APP_SECRET),
      },
      body,
    });
    if (answer.ok) return c.json({ accepted: 1, messageId: mid }, 202);
    const { message } = refusalSchema.parse(await answer.json());
    throw new ApiError(
      answer.status,
      'WebhookRefused',
      `The webhook answered ${answer.status}: ${message}`,
    );
  });
}

function webhook(mid: string, { from, ...written }: Written, time: number): object {
  const parties = { sender: { id: from }, recipient: { id: PAGE_ID }, timestamp: time };
  const messaging = [{ ...parties, message: { mid, ...content(written) } }];
  return { object: 'page', entry: [{ id: PAGE_ID, time, messaging }] };
}

/** Messenger Platform, "messages" webhook event. */
function content({ text, attachment, quickReply }: Omit<Written, 'from'>): object {
  if (quickReply) {
    return { text: quickReply.title, quick_reply: { payload: quickReply.payload } };
  }
  if (!attachment) return { text };
  const { type, url } = attachment;
  return { text, attachments: [{ type, payload: { url } }] };
}

/** Messenger Platform, "Webhooks": validating payloads. */
function signature(body: string, appSecret = ''): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
}
