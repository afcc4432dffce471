import { DetectPiiEntitiesCommand, type PiiEntity } from '@aws-sdk/client-comprehend';
import { comprehend } from './clients/comprehend';
import { optionalEnv } from './environment';
import type { Content, InboundMessage } from './message';

/** Types of personal data to be replaced; empty where nothing is. */
const redactedTypes = optionalEnv('PII_REDACTION_TYPES')?.split(',') ?? [];

/** The share of certainty from which Comprehend is believed. */
const MIN_SCORE = 0.5;

/**
 * The message with personal data replaced by its type, like `[CREDIT_DEBIT_NUMBER]` (Amazon
 * Comprehend API reference, DetectPiiEntities; English). Done before the state machine starts, so
 * that neither its history nor the chat ever holds the data.
 *
 * @throws the client's error: a message that could not be checked goes no further
 */
export async function redacted(message: InboundMessage): Promise<InboundMessage> {
  if (redactedTypes.length === 0) return message;
  return { ...message, content: await redactedContent(message.content) };
}

async function redactedContent(content: Content): Promise<Content> {
  if (content.type === 'unsupported' || !content.text) return content;
  return { ...content, text: await redactedText(content.text) } as Content;
}

async function redactedText(Text: string): Promise<string> {
  const command = new DetectPiiEntitiesCommand({ Text, LanguageCode: 'en' });
  const { Entities = [] } = await comprehend.send(command);
  // From the end, so that earlier offsets stay right. Offsets count code points.
  const characters = [...Text];
  const redactions = Entities.filter(isRedacted).sort(lastFirst);
  for (const { BeginOffset = 0, EndOffset = 0, Type } of redactions) {
    characters.splice(BeginOffset, EndOffset - BeginOffset, `[${Type}]`);
  }
  return characters.join('');
}

function lastFirst(one: PiiEntity, other: PiiEntity): number {
  return (other.BeginOffset ?? 0) - (one.BeginOffset ?? 0);
}

function isRedacted({ Type = 'ALL', Score = 0 }: PiiEntity): boolean {
  const chosen = redactedTypes.includes('ALL') || redactedTypes.includes(Type);
  return chosen && Score >= MIN_SCORE;
}
