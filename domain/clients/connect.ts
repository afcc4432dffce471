import { ConnectClient } from '@aws-sdk/client-connect';
import { timeouts } from './timeouts';
import { traced } from './traced';

/**
 * One attempt per call: a throttle must fail the execution at once, so that the message waits in
 * the queue and holds no concurrency; what is safe to repeat, the state machine repeats.
 */
export const connect = traced(
  new ConnectClient({ maxAttempts: 1, requestHandler: timeouts(5_000) }),
);
