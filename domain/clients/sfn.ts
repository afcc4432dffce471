import { SFNClient } from '@aws-sdk/client-sfn';
import { optionalEnv } from '../environment';
import { timeouts } from './timeouts';
import { traced } from './traced';

/** Longer than the state machines may run (40 s), shorter than the function that waits for them (60 s). */
const ANSWER_TIMEOUT_MS = 45_000;

/**
 * StartSyncExecution goes to `sync-states.<region>`; a local endpoint has no such host, so the
 * prefix is dropped there and only there. One attempt: after a lost answer, a second start would
 * run beside the first execution.
 */
export const sfn = traced(
  new SFNClient({
    maxAttempts: 1,
    disableHostPrefix: optionalEnv('AWS_ENDPOINT_URL_SFN') !== undefined,
    requestHandler: timeouts(ANSWER_TIMEOUT_MS),
  }),
);
