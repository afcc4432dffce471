import { createHash } from 'node:crypto';
import { isoTime } from '../../domain/clock';
import type { Content, InboundMessage } from '../../domain/message';
import { InvalidPayload, NotServed, type ParsedEvent } from '../channel';
import { validate } from '../validate';
import { capabilities } from './capabilities';
import {
  type MessengerAttachment,
  type MessengerEvent,
  type MessengerMessage,
  pageWebhookSchema,
  webhookSchema,
} from './schema';

/** Marks our own quick replies: the payload carries the choice in full, the title what fits. */
export const CHOICE_PREFIX = 'choice:';

/** Webhooks carry no names. */
const DISPLAY_NAME = 'Messenger customer';

/** The thumbs-up of Messenger's own button. */
const LIKE_STICKER_ID = 369239263222822;

/**
 * Kinds of events that are left alone on purpose. Receipts and reactions say nothing that an agent
 * must answer, and must not open a chat; a thread's owner and its ad are no concern of a message.
 */
const IGNORED_KINDS = [
  'reaction',
  'read',
  'delivery',
  'referral',
  'optin',
  'account_linking',
  'policy_enforcement',
  'policy-enforcement',
  'pass_thread_control',
  'take_thread_control',
  'request_thread_control',
];

/**
 * Reads a Messenger webhook body: any number of entries, each with events of any kind, of any
 * number of customers.
 *
 * @throws InvalidPayload where it is not the documented shape; NotServed for another product
 */
export function parse(body: unknown, receivedAt: string): ParsedEvent[] {
  const { object } = validate(webhookSchema, body);
  if (object !== 'page') throw new NotServed('This webhook serves the object "page" only.');
  return validate(pageWebhookSchema, body).entry.flatMap(({ id, messaging, standby }) => [
    ...(messaging ?? []).map((event) => parseEvent(event, id, receivedAt)),
    ...(standby ?? []).map((): ParsedEvent => ignored('standby')),
  ]);
}

function parseEvent(event: MessengerEvent, pageId: string, receivedAt: string): ParsedEvent {
  if (event.message?.is_echo || event.sender?.id === pageId) return ignored('echo');
  const said = whatWasSaid(event);
  if (!said) return ignored(IGNORED_KINDS.find((kind) => kind in event) ?? 'unsupported');
  if (!event.sender?.id) throw new InvalidPayload(['sender: a message needs one']);
  return {
    type: 'message',
    message: {
      id: said.id,
      channel: capabilities.name,
      businessId: pageId,
      vendorId: event.sender.id,
      content: said.content,
      sentAt: event.timestamp ? isoTime(event.timestamp) : receivedAt,
      receivedAt,
      displayName: DISPLAY_NAME,
    },
  };
}

function ignored(kind: string): ParsedEvent {
  return { type: 'ignored', kind };
}

type Said = Pick<InboundMessage, 'id' | 'content'>;

/** The id and content of an event that the agent must see; undefined for every other kind. */
function whatWasSaid({
  message,
  postback,
  message_edit: edit,
  ...event
}: MessengerEvent): Said | undefined {
  if (message) return { id: message.mid, content: messageContent(message) };
  if (postback) {
    return {
      id: postback.mid ?? postbackId(event, postback.payload),
      content: choice(postback.title, postback.payload),
    };
  }
  if (edit) {
    const id = `${edit.mid}#edit${edit.num_edit ?? ''}`;
    return { id, content: text(`Edited: ${edit.text}`) };
  }
  return undefined;
}

function messageContent({ text: words, quick_reply, attachments }: MessengerMessage): Content {
  if (quick_reply) return choice(words || quick_reply.payload, quick_reply.payload);
  if (!attachments?.length) return text(words);
  if (!words && attachments.every(isLike)) return text('👍');
  return {
    type: 'attachments',
    items: attachments.map((attachment) => ({ kind: attachment.type, url: link(attachment) })),
    text: words ?? undefined,
  };
}

function text(words: string | null | undefined): Content {
  return words?.trim()
    ? { type: 'text', text: words }
    : { type: 'unsupported', kind: 'a message without text or attachment' };
}

function choice(title: string | null | undefined, payload?: string | null): Content {
  const full = payload?.startsWith(CHOICE_PREFIX) && payload.slice(CHOICE_PREFIX.length);
  return { type: 'choice', text: full || title || 'Button', payload: payload ?? undefined };
}

function isLike({ payload }: MessengerAttachment): boolean {
  return payload?.sticker_id === LIKE_STICKER_ID;
}

/** A link that an agent may open; anything but http(s) is none. */
function link({ payload, ...attachment }: MessengerAttachment): string | undefined {
  const url = attachment.url ?? payload?.url;
  return url && URL.canParse(url) && /^https?:/i.test(url) ? url : undefined;
}

/**
 * Older postbacks carry no mid; sender, instant and payload tell them apart. Hashed, because ids
 * reach logs.
 */
function postbackId({ sender, timestamp }: MessengerEvent, payload?: string | null): string {
  const told = `${sender?.id}-${timestamp}-${payload}`;
  return `postback-${createHash('sha256').update(told).digest('hex')}`;
}
