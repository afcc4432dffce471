import * as z from 'zod';
import type { AgentEvent } from './agent-event';
import { UnsupportedContent } from './errors';
import { parseJson } from './json';

/** What a customer is to read, before a channel gives it its form. */
export interface OutgoingMessage {
  text: string;
  /** Answers to choose from, in full. */
  choices: string[];
}

const INTERACTIVE = 'application/vnd.amazonaws.connect.message.interactive';

/**
 * Interactive templates of Lex and flows (administrator guide, "Add interactive messages to chat").
 * ListPicker, Panel and QuickReply have elements, TimePicker has timeslots.
 */
const templateSchema = z.object({
  templateType: z.enum(['ListPicker', 'Panel', 'QuickReply', 'TimePicker']),
  data: z.object({
    content: z.object({
      title: z.string(),
      subtitle: z.string().optional(),
      elements: z.array(z.object({ title: z.string() })).optional(),
      timeslots: z.array(z.object({ date: z.string() })).optional(),
    }),
  }),
});

/**
 * The message that a streamed item holds for the customer.
 *
 * @throws UnsupportedContent where no channel can carry it: attachments, JSON, unknown templates
 */
export function outgoingMessage({
  type,
  contentType,
  content,
}: Pick<AgentEvent, 'type' | 'contentType' | 'content'>): OutgoingMessage {
  if (type === 'MESSAGE' && content) {
    if (contentType === 'text/plain' || contentType === 'text/markdown') {
      return { text: content, choices: [] };
    }
    if (contentType === INTERACTIVE) return interactive(content);
  }
  throw new UnsupportedContent(
    `Items of type ${type} (${contentType ?? 'no content type'}) cannot be sent to the customer.`,
  );
}

function interactive(content: string): OutgoingMessage {
  const template = templateSchema.safeParse(parseJson(content));
  if (!template.success) {
    throw new UnsupportedContent('This interactive template cannot be sent to the customer.');
  }
  const { title, subtitle, elements, timeslots } = template.data.data.content;
  return {
    text: [title, subtitle].filter(Boolean).join('\n'),
    choices: elements?.map((e) => e.title) ?? timeslots?.map((slot) => slot.date) ?? [],
  };
}
