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

/**
 * Step Functions prefers the HTTP header to the parameter `traceHeader` (API reference,
 * StartSyncExecution), and the SDK sets that header to the function's trace. The parameter counts
 * here: what goes on is the trace of the message, which a function that reads a queue does not share.
 */
sfn.middlewareStack.add(
  (next) => (args) => {
    const { traceHeader } = args.input as { traceHeader?: string };
    const { headers } = args.request as { headers: Record<string, string> };
    if (traceHeader) headers['X-Amzn-Trace-Id'] = traceHeader;
    return next(args);
  },
  { step: 'finalizeRequest', name: 'messageTrace', priority: 'high' },
);
