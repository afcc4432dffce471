import type { SQSEvent } from 'aws-lambda';
import { requiredEnv } from '../../domain/environment';
import { instrumented } from '../instrumented';
import { receiveBatch } from '../receive-batch';
import { readStreamNotification } from './read';

const queueUrl = requiredEnv('OUTBOUND_QUEUE_URL');

/**
 * What Connect streams becomes messages in the outbound queue: a group for each chat, each batch
 * in the order of AbsoluteTime. The topic is a standard one, so order across batches is Connect's
 * best effort; a duplicate carries the same id.
 */
export const handler = instrumented(async (event: SQSEvent) => {
  const receiver = { direction: 'outbound', queueUrl, read: readStreamNotification } as const;
  return (await receiveBatch(event, receiver)).response;
});
