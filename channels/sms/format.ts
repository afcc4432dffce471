import type { OutgoingMessage } from '../../domain/outgoing';
import { splitText } from '../../domain/split';
import { capabilities } from './capabilities';

/** The SMS messages that carry an outgoing one. Choices become a list: the customer answers in words. */
export function format({ text, choices }: OutgoingMessage): string[] {
  const list = choices.map((choice) => `- ${choice}`);
  return splitText([text, ...list].join('\n'), capabilities.fits);
}
