import { SendMessageBatchCommand, type SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import { sqs } from '../domain/clients/sqs';
import { queueBody } from '../domain/queue-body';
import { traceHeader } from '../domain/trace';
import { logger } from './instrumented';
import type { MessageIds } from './message-ids';

/** One message for a FIFO queue. */
export interface QueueEntry {
  groupId: string;
  deduplicationId: string;
  body: object;
  /** For the logs. */
  ids: MessageIds;
}

/** SendMessageBatch takes ten entries. */
const BATCH = 10;

/**
 * Puts entries into a FIFO queue, each group in the given order. An entry that SQS does not take
 * holds back the later ones of its group, so that none overtakes it.
 *
 * @returns the entries that are not in the queue; empty where all went well
 */
export async function enqueue(QueueUrl: string, entries: QueueEntry[]): Promise<QueueEntry[]> {
  const waiting = [...entries];
  const failed: QueueEntry[] = [];
  while (waiting.length > 0) {
    const batch = takeBatch(waiting);
    const refused = await sendBatch(QueueUrl, batch);
    const blocked = new Set(refused.map(({ groupId }) => groupId));
    failed.push(...refused, ...takeGroups(waiting, blocked));
  }
  return failed;
}

/** Takes the first waiting entry of up to ten groups: one entry a group, since a batch has no order. */
function takeBatch(waiting: QueueEntry[]): QueueEntry[] {
  const groups = new Set<string>();
  return takeWhere(waiting, ({ groupId }) => {
    if (groups.has(groupId) || groups.size === BATCH) return false;
    groups.add(groupId);
    return true;
  });
}

function takeGroups(waiting: QueueEntry[], groups: Set<string>): QueueEntry[] {
  return takeWhere(waiting, ({ groupId }) => groups.has(groupId));
}

/** Removes the matching entries from the list and returns them. */
function takeWhere(list: QueueEntry[], matches: (entry: QueueEntry) => boolean): QueueEntry[] {
  const taken: QueueEntry[] = [];
  const left: QueueEntry[] = [];
  for (const entry of list) (matches(entry) ? taken : left).push(entry);
  list.splice(0, list.length, ...left);
  return taken;
}

async function sendBatch(QueueUrl: string, batch: QueueEntry[]): Promise<QueueEntry[]> {
  const Entries = batch.map(({ groupId, deduplicationId, body }, index) => ({
    Id: String(index),
    MessageGroupId: groupId,
    MessageDeduplicationId: deduplicationId,
    MessageBody: queueBody(body),
    ...traceAttribute(),
  }));
  try {
    const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const codes = new Map(Failed.map(({ Id, Code }) => [batch[Number(Id)], Code]));
    for (const entry of batch) report(entry, codes);
    return batch.filter((entry) => codes.has(entry));
  } catch (error) {
    for (const { ids } of batch) logger.error('SQS did not take a batch', { ...ids, error });
    return batch;
  }
}

function report(entry: QueueEntry, refused: Map<QueueEntry | undefined, string | undefined>) {
  if (refused.has(entry)) {
    logger.error('SQS refused a message', { ...entry.ids, code: refused.get(entry) });
  } else logger.info('Queued', entry.ids);
}

/** Whatever takes the message from the queue continues this trace (SQS API reference, "MessageSystemAttributeValue"). */
function traceAttribute(): Pick<SendMessageBatchRequestEntry, 'MessageSystemAttributes'> {
  const StringValue = traceHeader();
  if (!StringValue) return {};
  return { MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue } } };
}
