import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { requiredEnv } from '../../domain/environment';
import { replayOf } from '../../domain/failures/replay-id';
import { giveUp } from '../give-up';
import { instrumented, logger } from '../instrumented';
import { readDeadLetter } from './read';

const outboundQueues = requiredEnv('OUTBOUND_DEAD_LETTER_QUEUE_ARNS').split(',');
const processor = new BatchProcessor(EventType.SQS);

const failure = {
  error: 'DeadLetter',
  cause: 'The message used up its receives and ended in a dead-letter queue.',
};

/** What died without a word and came to a dead-letter queue is entered in the failure ledger. */
export const handler = instrumented((event: SQSEvent) =>
  processPartialResponse(event, recordFailure, processor, { throwOnFullBatchFailure: false }),
);

async function recordFailure(record: SQSRecord): Promise<void> {
  const direction = outboundQueues.includes(record.eventSourceARN) ? 'outbound' : 'inbound';
  const replay = replayOf(record);
  try {
    await giveUp(await readDeadLetter(record.body, direction), { ...failure, replay }, 'FAILED');
  } catch (error) {
    // The batch processor keeps the error to itself.
    logger.error('The failure ledger did not take a dead letter', error as Error);
    throw error;
  }
}
