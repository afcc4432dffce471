import { SQSClient } from '@aws-sdk/client-sqs';
import { timeouts } from './timeouts';
import { traced } from './traced';

/** Queue URLs name a queue, not a host: with an endpoint of one's own, calls must go there. */
export const sqs = traced(
  new SQSClient({ useQueueUrlAsEndpoint: false, requestHandler: timeouts(3_000) }),
);
