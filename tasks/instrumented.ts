import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import { tracer } from '../domain/clients/traced';

export const logger = new Logger();
export const metrics = new Metrics();

/**
 * A Lambda handler with structured logs, metrics and a trace. Keys that an invocation adds to the
 * logger end with it. Events and results are never logged or traced: they hold what people wrote.
 */
export function instrumented<Event, Result>(work: (event: Event) => Promise<Result>) {
  return middy<Event, Result>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use({ after: publishMetrics, onError: publishMetrics })
    .use(captureLambdaHandler(tracer, { captureResponse: false }))
    .handler(work);
}

/** Powertools' own middleware warns at each invocation that counted nothing. */
function publishMetrics(): void {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}
