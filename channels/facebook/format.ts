import type { OutgoingMessage } from '../../domain/outgoing';
import { splitText } from '../../domain/split';
import { capabilities } from './capabilities';
import { CHOICE_PREFIX } from './said';

/** The `message` of one Send API call. */
export interface MessengerPart {
  text: string;
  quick_replies?: { content_type: 'text'; title: string; payload: string }[];
}

/**
 * The Send API messages that carry an outgoing one. Choices become quick replies under the last
 * part, or lines of text where Messenger shows fewer than there are.
 */
export function format({ text, choices }: OutgoingMessage): MessengerPart[] {
  const { count = 0 } = capabilities.quickReplies ?? {};
  if (choices.length > count) {
    return format({ text: [text, ...choices.map((c) => `- ${c}`)].join('\n'), choices: [] });
  }
  const parts: MessengerPart[] = splitText(text, capabilities.fits).map((piece) => ({
    text: piece,
  }));
  const last = parts.at(-1);
  if (last && choices.length > 0) last.quick_replies = choices.map(quickReply);
  return parts;
}

/** Titles over 20 characters are error 100, so the payload carries the choice in full. */
function quickReply(choice: string) {
  const { titleLength = 0 } = capabilities.quickReplies ?? {};
  const [start = ''] = splitText(choice, (piece) => piece.length < titleLength);
  const title = choice.length > titleLength ? `${start}…` : choice;
  const payload = `${CHOICE_PREFIX}${choice}`.slice(0, 1000);
  return { content_type: 'text' as const, title, payload };
}
