import type { SQSEvent } from 'aws-lambda';
import { requiredEnv } from '../../domain/environment';
import { count } from '../count';
import { instrumented } from '../instrumented';
import { receiveBatch } from '../receive-batch';
import { readSmsNotification } from './read';

const queueUrl = requiredEnv('INBOUND_QUEUE_URL');

/** Two-way SMS notifications become messages in the inbound queue. */
export const handler = instrumented(async (event: SQSEvent) => {
  const receiver = { direction: 'inbound', queueUrl, read: readSmsNotification } as const;
  const { accepted, response } = await receiveBatch(event, receiver);
  count('inbound', 'Received', accepted);
  return response;
});
