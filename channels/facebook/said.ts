import { createHash } from 'node:crypto';
import type { Content, InboundMessage } from '../../domain/message';
import type { MessengerAttachment, MessengerEvent, MessengerMessage } from './schema';

/** Marks our own quick replies: the payload carries the choice in full, the title what fits. */
export const CHOICE_PREFIX = 'choice:';

/** The thumbs-up of Messenger's own button. */
const LIKE_STICKER_ID = 369239263222822;

/** What an agent must see of an event. */
type Said = Pick<InboundMessage, 'id' | 'content'>;

/** The id and content of an event that the agent must see; undefined for every other kind. */
export function whatWasSaid({
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
