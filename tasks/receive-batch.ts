import { SnsSqsNotificationSchema } from '@aws-lambda-powertools/parser/schemas';
import type { SnsSqsNotification } from '@aws-lambda-powertools/parser/types';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Direction } from '../domain/ledger';
import { giveUp } from './give-up';
import { logger } from './instrumented';
import { enqueue, type QueueEntry } from './queue';
import { unreadableCause, unreadableMessage } from './unreadable';

/**
 * The SNS notification in an SQS message's body.
 *
 * @throws SyntaxError or ZodError where it is none
 */
export function parseNotification(body: string): SnsSqsNotification {
  return SnsSqsNotificationSchema.parse(JSON.parse(body));
}

/** A queue entry with the instant that says where it belongs among the others of its group. */
export interface ReceivedEntry extends QueueEntry {
  /** ISO 8601. */
  at: string;
}

export interface Receiver {
  direction: Direction;
  queueUrl: string;
  /** Reads one notification; throws where it is not what the topic should carry. */
  read(notification: SnsSqsNotification): ReceivedEntry;
}

/**
 * Moves a batch of SNS notifications into a FIFO queue, each group in the order of its instants.
 * What cannot be read goes to the failure ledger: another look would not help. A record is
 * reported as failed, and so delivered again, where neither queue nor ledger took it.
 *
 * @returns how many entries the queue accepted, and what to answer to Lambda
 */
export async function receiveBatch(
  event: SQSEvent,
  receiver: Receiver,
): Promise<{ accepted: number; response: SQSBatchResponse }> {
  const failed: SQSRecord[] = [];
  const received: { record: SQSRecord; entry: ReceivedEntry }[] = [];
  for (const record of event.Records) {
    const entry = readRecord(record, receiver);
    if (!(entry instanceof Error)) received.push({ record, entry });
    else if (!(await putIntoLedger(record, entry, receiver.direction))) failed.push(record);
  }
  received.sort((one, other) => Date.parse(one.entry.at) - Date.parse(other.entry.at));
  const refused = new Set(
    await enqueue(
      receiver.queueUrl,
      received.map(({ entry }) => entry),
    ),
  );
  failed.push(...received.flatMap(({ record, entry }) => (refused.has(entry) ? record : [])));
  const batchItemFailures = failed.map(({ messageId }) => ({ itemIdentifier: messageId }));
  const accepted = received.length - refused.size;
  logger.info('Notifications received', { accepted, failed: failed.length });
  return { accepted, response: { batchItemFailures } };
}

function readRecord(record: SQSRecord, receiver: Receiver): ReceivedEntry | Error {
  try {
    return receiver.read(parseNotification(record.body));
  } catch (error) {
    return error as Error;
  }
}

async function putIntoLedger(
  record: SQSRecord,
  error: Error,
  direction: Direction,
): Promise<boolean> {
  const failure = { error: 'Unreadable', cause: unreadableCause(error) };
  try {
    await giveUp(unreadableMessage(record.body, direction), failure, 'FAILED');
    return true;
  } catch (ledgerError) {
    logger.error('The failure ledger did not take a notification', ledgerError as Error);
    return false;
  }
}
