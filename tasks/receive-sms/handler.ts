import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSEvent } from 'aws-lambda';
import { requiredEnv } from '../../domain/environment';
import { instrumented, metrics } from '../instrumented';
import { receiveBatch } from '../receive-batch';
import { readSmsNotification } from './read';

const queueUrl = requiredEnv('INBOUND_QUEUE_URL');

/** Two-way SMS notifications become messages in the inbound queue. */
export const handler = instrumented(async (event: SQSEvent) => {
  const receiver = { direction: 'inbound', queueUrl, read: readSmsNotification } as const;
  const { accepted, response } = await receiveBatch(event, receiver);
  metrics.addMetric('InboundReceived', MetricUnit.Count, accepted);
  return response;
});
