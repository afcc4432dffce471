import * as z from 'zod';
import { chatText, contentSchema } from '../../domain/message';
import { outgoingMessage } from '../../domain/outgoing';
import type { Execution } from './execution';

/** The message that an execution carries. */
export interface Carried {
  /** The provider's id of what a customer says, Connect's of everything else. */
  messageId: string;
  /** CUSTOMER, AGENT, SYSTEM …; absent on some events. */
  role?: string | undefined;
  /** MESSAGE, EVENT or ATTACHMENT. */
  itemType: string;
  /** What is said, or the name of the event, such as `participant.joined`. */
  text: string;
  vendorId?: string | undefined;
  contactId?: string | undefined;
}

/** An execution as a list shows it. */
export type ExecutionSummary = Omit<Execution, 'input' | 'output' | 'events'> & Partial<Carried>;

const inboundSchema = z
  .looseObject({
    message: z.looseObject({ id: z.string(), vendorId: z.string(), content: contentSchema }),
  })
  .transform(
    ({ message: { id, vendorId, content } }): Carried => ({
      messageId: id,
      role: 'CUSTOMER',
      itemType: 'MESSAGE',
      text: chatText(content),
      vendorId,
    }),
  );

const outboundSchema = z
  .looseObject({
    event: z.looseObject({
      id: z.string(),
      type: z.string(),
      initialContactId: z.string(),
      participantRole: z.string().optional(),
      content: z.string().optional(),
      contentType: z.string().default(''),
    }),
  })
  .transform(
    ({ event }): Carried => ({
      messageId: event.id,
      role: event.participantRole,
      itemType: event.type,
      text: told(event),
      contactId: event.initialContactId,
    }),
  );

/** As the customer reads it; where there is nothing to read, the name of the event. */
function told(event: { type: string; content?: string | undefined; contentType: string }): string {
  try {
    return outgoingMessage(event).text;
  } catch {
    return event.content ?? event.contentType.replace(/^.*\.event\./, '');
  }
}

const carriedSchema = z.union([inboundSchema, outboundSchema]);
const SHOWN = 120;

/** Without what only a look at this one execution needs. */
export function summarized({
  input,
  output: _output,
  events: _events,
  ...rest
}: Execution): ExecutionSummary {
  const { data } = carriedSchema.safeParse(input);
  return data ? { ...rest, ...data, text: data.text.slice(0, SHOWN) } : rest;
}
