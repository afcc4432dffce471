import { Hono } from 'hono';
import * as z from 'zod';
import { ApiError } from '../aws/protocol';
import type { Contact } from '../connect/contact';
import type { Parts } from './parts';

const messageSchema = z.strictObject({
  content: z.string().min(1),
  contentType: z
    .enum([
      'text/plain',
      'text/markdown',
      'application/json',
      'application/vnd.amazonaws.connect.message.interactive',
      'application/vnd.amazonaws.connect.message.interactive.response',
    ])
    .default('text/plain'),
  /** Who says it, if not the agent. */
  participantRole: z.enum(['AGENT', 'SYSTEM', 'CUSTOM_BOT', 'SUPERVISOR']).default('AGENT'),
  visibility: z.enum(['AGENT', 'CUSTOMER', 'ALL']).default('ALL'),
});

const eventSchema = z.strictObject({ type: z.enum(['typing', 'joined', 'left', 'transfer']) });
const endSchema = z.strictObject({
  /** False: the chat ends, and the stream does not tell. */
  notice: z.boolean().default(true),
});

/** The agent's desk. A contact is found by its InitialContactId. */
export function contactRoutes({ world: { instance } }: Parts): Hono {
  const open = (id: string): Contact => {
    const contact = instance.find(id);
    if (contact.status !== 'ENDED') return contact;
    throw new ApiError(409, 'ContactEnded', 'This chat has ended.');
  };
  const app = new Hono();
  app.get('/', (c) => c.json(instance.list().map(({ summary }) => summary)));
  app.get('/:id', (c) => {
    const contact = instance.find(c.req.param('id'));
    const { request, transcript, contactId: currentContactId } = contact;
    return c.json({
      ...contact.summary,
      currentContactId,
      attributes: request.attributes,
      transcript,
    });
  });
  app.post('/:id/messages', async (c) => {
    const contact = open(c.req.param('id'));
    const { content, ...said } = messageSchema.parse(await c.req.json());
    const displayName = said.participantRole === 'AGENT' ? 'Agent' : said.participantRole;
    const item = instance.desk.agentSays(contact, {
      type: 'MESSAGE',
      displayName,
      content,
      ...said,
    });
    await contact.streamed();
    return c.json(item, 201);
  });
  app.post('/:id/events', async (c) => {
    const contact = open(c.req.param('id'));
    const { type } = eventSchema.parse(await c.req.json());
    if (type === 'typing') instance.desk.tells(contact, 'typing');
    if (type === 'joined') instance.desk.joins(contact);
    if (type === 'left') instance.desk.leaves(contact);
    if (type === 'transfer') instance.desk.transfer(contact);
    await contact.streamed();
    return c.json(contact.summary, 201);
  });
  app.post('/:id/end', async (c) => {
    const contact = open(c.req.param('id'));
    const { notice } = endSchema.parse(JSON.parse((await c.req.text()) || '{}'));
    instance.desk.end(contact, { notice, reason: 'AGENT_DISCONNECT' });
    await contact.streamed();
    return c.json(contact.summary);
  });
  return app;
}
