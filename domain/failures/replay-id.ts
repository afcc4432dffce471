import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';

/**
 * What SQS tells the n-th replay of a message by: it would swallow the id of the original for five
 * minutes (SQS developer guide, "Exactly-once processing").
 */
export function replayId(hash: string, replay: number): string {
  return `${hash}-r${replay}`;
}

/**
 * The attribute that tells dispatch and `record-failure` which replay brought a message into its
 * queue. It stays with a message that dies, whose deduplication id SQS replaces (SQS developer
 * guide, "Configuring a dead-letter queue redrive").
 */
export function replayAttribute(replay: number): Record<'replay', MessageAttributeValue> {
  return { replay: { DataType: 'Number', StringValue: String(replay) } };
}

/** Which replay brought a message into its queue; 0 where none did. */
export function replayOf({ messageAttributes }: Pick<SQSRecord, 'messageAttributes'>): number {
  return Number(messageAttributes.replay?.stringValue ?? 0);
}
