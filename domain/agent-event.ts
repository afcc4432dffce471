import { createHash } from 'node:crypto';
import * as z from 'zod';

/**
 * One item of Connect's message stream, body and message attributes put together: the only thing
 * that crosses the outbound queue. Amazon Connect administrator guide, "Enable real-time chat
 * message streaming" and "SNS payload".
 */
export const agentEventSchema = z.object({
  /** Unique per item, so it recognises a duplicate of the standard topic. */
  id: z.string().min(1),
  /** The first contact of the chat: stays when an agent or a queue transfers it. */
  initialContactId: z.string().min(1).max(256),
  contactId: z.string(),
  type: z.string(),
  contentType: z.string().optional(),
  content: z.string().optional(),
  /** AGENT, CUSTOMER, SYSTEM, CUSTOM_BOT, SUPERVISOR; absent on some events. */
  participantRole: z.string().optional(),
  /** AGENT, CUSTOMER or ALL; travels as a message attribute only. */
  visibility: z.string().optional(),
  absoluteTime: z.iso.datetime({ offset: true }),
  displayName: z.string().optional(),
  attachments: z
    .array(z.object({ name: z.string().optional(), status: z.string().optional() }))
    .optional(),
  receivedAt: z.iso.datetime(),
});

export type AgentEvent = z.infer<typeof agentEventSchema>;

/** Absent or null: a JSON serialiser may write either. */
const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined);

/** The `Message` string of the notification. AWS prints only the customer's text: what is not needed is optional. */
const streamedItemSchema = z.object({
  AbsoluteTime: z.iso.datetime({ offset: true }),
  Id: z.string().min(1),
  Type: z.string(),
  Content: optionalText,
  ContentType: optionalText,
  InitialContactId: optionalText,
  ContactId: optionalText,
  ParticipantRole: optionalText,
  DisplayName: optionalText,
  Attachments: z.array(z.object({ AttachmentName: optionalText, Status: optionalText })).nullish(),
});

/**
 * Reads one streaming notification.
 *
 * @param message the notification's `Message` string
 * @param attributes its message attributes, name to value; they complete what the body leaves out
 * @throws SyntaxError or ZodError where it is not a streaming notification
 */
export function parseAgentEvent(
  message: string,
  attributes: Record<string, string>,
  receivedAt: string,
): AgentEvent {
  const item = streamedItemSchema.parse(JSON.parse(message));
  const initialContactId = item.InitialContactId ?? attributes.InitialContactId;
  return agentEventSchema.parse({
    id: item.Id,
    initialContactId,
    contactId: item.ContactId ?? attributes.ContactId ?? initialContactId,
    type: item.Type,
    contentType: item.ContentType ?? attributes.ContentType,
    content: item.Content,
    participantRole: item.ParticipantRole ?? attributes.ParticipantRole,
    visibility: attributes.MessageVisibility,
    absoluteTime: item.AbsoluteTime,
    displayName: item.DisplayName,
    attachments: item.Attachments?.map((a) => ({ name: a.AttachmentName, status: a.Status })),
    receivedAt,
  });
}

/** The FIFO message group of a chat: 64 hex digits, whatever the length of the contact id. */
export function contactGroup({ initialContactId }: Pick<AgentEvent, 'initialContactId'>): string {
  return createHash('sha256').update(initialContactId).digest('hex');
}

/** 64 hex digits that stand for one streamed item: deduplication id and root of the execution's name. */
export function agentEventHash(event: Pick<AgentEvent, 'initialContactId' | 'id'>): string {
  return createHash('sha256').update(`connect#${event.initialContactId}#${event.id}`).digest('hex');
}
