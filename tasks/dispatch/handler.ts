import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { sqs } from '../../domain/clients/sqs';
import { requiredEnv } from '../../domain/environment';
import { type Direction, recordAttempt } from '../../domain/ledger';
import { type Dispatchable, readers } from '../dispatchable';
import { instrumented, logger, metrics } from '../instrumented';
import { unreadableCause, unreadableMessage } from '../unreadable';
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
  const message = read(record.body);
  if (message instanceof Error) return putAside(record.body, message);
  logger.appendKeys(message.ids);
  try {
    const verdict = await dispatch({
      message,
      receiveCount: Number(record.attributes.ApproximateReceiveCount),
      sentAt: Number(record.attributes.SentTimestamp),
    });
    report(verdict, message);
    if (verdict.type === 'again') await keep(record, verdict);
  } catch (error) {
    if (!(error instanceof TryAgain)) logger.error('Dispatch failed', error as Error);
    throw error;
  }
}

function read(body: string): Dispatchable | Error {
  try {
    return readers[direction](body);
  } catch (error) {
    return error as Error;
  }
}

async function putAside(body: string, error: Error): Promise<void> {
  logger.error('Queue message cannot be read');
  const attempt = { error: 'Unreadable', cause: unreadableCause(error) };
  await recordAttempt(unreadableMessage(body, direction), attempt, 'FAILED');
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

const METRIC_PREFIX = { inbound: 'Inbound', outbound: 'Outbound' } as const;

/** Logs and counts what became of the message. The cause stays out of the logs: it may quote the execution's input. */
function report(verdict: Verdict, { receivedAt }: Dispatchable): void {
  const { error, executionArn } = verdict.failure ?? {};
  const details = { error, executionArn };
  if (verdict.type === 'again') {
    logger.warn('To be tried again', { ...details, seconds: verdict.seconds });
  } else if (verdict.result === 'settled') {
    logger.warn('Settled before; dropped');
  } else if (verdict.result === 'delivered') {
    const seconds = (Date.now() - Date.parse(receivedAt)) / 1000;
    metrics.addMetric(`${METRIC_PREFIX[direction]}Delivered`, MetricUnit.Count, 1);
    metrics.addMetric(`${METRIC_PREFIX[direction]}SecondsToDelivery`, MetricUnit.Seconds, seconds);
  } else {
    const metric = verdict.result === 'OUTCOME_UNKNOWN' ? 'Unknown' : 'Failed';
    metrics.addMetric(`${METRIC_PREFIX[direction]}${metric}`, MetricUnit.Count, 1);
    logger.error('Into the failure ledger', { ...details, status: verdict.result });
  }
}
