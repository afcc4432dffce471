import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { sqs } from '../../domain/clients/sqs';
import { requiredEnv } from '../../domain/environment';
import { replayOf } from '../../domain/failures/replay-id';
import type { Direction } from '../../domain/ledger';
import { traceHeader } from '../../domain/trace';
import { type Dispatchable, readers } from '../dispatchable';
import { giveUp } from '../give-up';
import { identify, instrumented, logger } from '../instrumented';
import { unreadableCause, unreadableMessage } from '../unreadable';
import { executionName, type QueueDelivery } from './delivery';
import { dispatch, type Verdict } from './dispatch';

const direction = requiredEnv('DIRECTION') as Direction;
const QueueUrl = requiredEnv('QUEUE_URL');
const processor = new BatchProcessor(EventType.SQS);

/** Tells the batch processor that the message stays in its queue. Expected, so not an error in the logs. */
class TryAgain extends Error {
  override readonly name = 'TryAgain';
}

/**
 * One queue message, one execution. It reports failures and never throws: an error of the function
 * makes Lambda slow down the whole queue.
 */
export const handler = instrumented((event: SQSEvent) =>
  processPartialResponse(event, dispatchRecord, processor, { throwOnFullBatchFailure: false }),
);

async function dispatchRecord(record: SQSRecord): Promise<void> {
  try {
    const message = read(record.body);
    if (message instanceof Error) return await putAside(record.body, message);
    const delivery = deliveryOf(record, message);
    identify({ ...message.ids, executionName: executionName(delivery) });
    const verdict = await dispatch(delivery);
    report(verdict);
    if (verdict.type === 'again') await keep(record, verdict);
  } catch (error) {
    if (!(error instanceof TryAgain)) logger.error('Dispatch failed', error as Error);
    throw error;
  }
}

/** The message's own trace goes on in the execution; without one, this invocation's. */
function deliveryOf(record: SQSRecord, message: Dispatchable): QueueDelivery {
  const { attributes } = record;
  return {
    message,
    receiveCount: Number(attributes.ApproximateReceiveCount),
    sentAt: Number(attributes.SentTimestamp),
    replay: replayOf(record),
    traceHeader: traceHeader(attributes.AWSTraceHeader),
  };
}

function read(body: string): Dispatchable | Error {
  try {
    return readers[direction](body);
  } catch (error) {
    return error as Error;
  }
}

async function putAside(body: string, error: Error): Promise<void> {
  const failure = { error: 'Unreadable', cause: unreadableCause(error) };
  await giveUp(unreadableMessage(body, direction), failure, 'FAILED');
}

/** Leaves the message in its queue, for `seconds` or until its visibility timeout runs out. */
async function keep(
  { receiptHandle }: SQSRecord,
  { seconds, failure }: Extract<Verdict, { type: 'again' }>,
): Promise<never> {
  if (seconds !== undefined) {
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: seconds,
      }),
    );
  }
  throw new TryAgain(failure.error);
}

/** Logs what became of the message; what was given up is logged where that is noted. */
function report(verdict: Verdict): void {
  if (verdict.type === 'again') {
    const { error, executionArn } = verdict.failure;
    logger.warn('To be tried again', { error, executionArn, seconds: verdict.seconds });
  } else if (verdict.result === 'settled') {
    logger.warn('Settled before; dropped');
  }
}
