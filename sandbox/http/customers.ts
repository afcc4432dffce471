import { Hono } from 'hono';
import * as z from 'zod';
import { messagesIn } from '../arrivals';
import { ApiError } from '../aws/protocol';
import { account } from '../settings';
import type { Parts } from './parts';

const attributeSchema = z.union([
  z.string(),
  z.looseObject({ Value: z.string() }).transform(({ Value }) => Value),
  z.looseObject({ StringValue: z.string() }).transform(({ StringValue }) => StringValue),
]);

const streamedSchema = z.object({
  /** The body of the notification, as text or as JSON. */
  message: z.union([z.string(), z.looseObject({})]),
  /** Message attributes: name to value, or to the value as SNS wraps it. */
  attributes: z.record(z.string(), attributeSchema).default({}),
});

const outboxFilter = z.strictObject({
  channel: z.enum(['sms', 'facebook']).optional(),
  /** In a query a plus is a space, and in front of a phone number it was meant as a plus. */
  to: z
    .string()
    .transform((to) => to.replace(/^ /, '+'))
    .optional(),
});

/** What arrives at the two topics, and what customers receive. */
export function customerRoutes({ world }: Parts): Hono {
  const app = new Hono();
  app.post('/sms', async (c) => {
    const notification = await c.req.text();
    if (!notification) throw new ApiError(400, 'BadRequest', 'The body is the notification.');
    for (const { from, text } of messagesIn('sms', notification, world.clock.iso())) {
      world.optOuts.hear(from, text);
    }
    return world.arrivals.note('sms', notification, async () => {
      await world.publish(account.topicArn('sms-inbound'), notification, {});
      return c.json({ accepted: 1 }, 202);
    });
  });
  app.post('/stream', async (c) => {
    const notifications = z
      .union([streamedSchema.array(), streamedSchema.transform((one) => [one])])
      .parse(await c.req.json());
    for (const { message, attributes } of notifications) {
      const text = typeof message === 'string' ? message : JSON.stringify(message);
      await world.publish(account.topicArn('chat-stream'), text, attributes);
    }
    return c.json({ accepted: notifications.length }, 202);
  });
  app.get('/arrivals', (c) => c.json(world.arrivals.list()));
  app.get('/outbox', (c) => c.json(world.outbox.list(outboxFilter.parse(c.req.query()))));
  return app;
}
