import { get } from './api';
import type { TranscriptItem } from './types';
import { arrivals, transcripts } from './world';

const EVENT = 'application/vnd.amazonaws.connect.event.';

/** Loads what was said in a chat so far; what is said from now on comes by events. */
export async function loadTranscript(contactId: string): Promise<void> {
  const known = transcripts.value.get(contactId) ?? [];
  transcripts.value = new Map(transcripts.value).set(contactId, known);
  const path = `/sandbox/contacts/${encodeURIComponent(contactId)}`;
  const { transcript } = await get<{ transcript: TranscriptItem[] }>(path);
  const later = transcripts.value.get(contactId) ?? [];
  const missing = later.filter(({ id }) => !transcript.some((item) => item.id === id));
  transcripts.value = new Map(transcripts.value).set(contactId, [...transcript, ...missing]);
}

/** The name of an event, such as `typing` or `chat.ended`. */
export function eventName({ contentType = '' }: Pick<TranscriptItem, 'contentType'>): string {
  return contentType.replace(EVENT, '');
}

const SENTENCES: Record<string, string> = {
  'participant.joined': 'The agent has joined.',
  'participant.left': 'The agent has left.',
  'transfer.succeeded': 'The chat went to another agent.',
  'chat.ended': 'The chat has ended.',
};

/** What an event says to a reader; undefined for those that pass, like typing. */
export function eventSentence(item: TranscriptItem): string | undefined {
  return SENTENCES[eventName(item)];
}

/** What a message says to a reader: the title of an interactive one. */
export function readable({ content = '', contentType = '', attachments }: TranscriptItem): string {
  if (attachments) return attachments.map((one) => one.AttachmentName).join(', ');
  if (!contentType.includes('interactive')) return content;
  try {
    const { data } = JSON.parse(content) as { data?: { content?: { title?: string } } };
    return data?.content?.title ?? content;
  } catch {
    return content;
  }
}

const NOTICE = /^(Not delivered to the customer: |It is not known whether this was delivered )/;

/**
 * Whether this system says it, and not the customer: it has no voice of its own in a chat. What the
 * customer wrote has arrived in the same words.
 */
export function isNotice({ participantRole, content = '' }: TranscriptItem): boolean {
  if (participantRole !== 'CUSTOMER' || !NOTICE.test(content)) return false;
  return !arrivals.value.some(({ messages }) => messages.some(({ text }) => text === content));
}
