import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy from '@middy/core';
import { tracer } from '../domain/clients/traced';
import { CredentialsRefused } from '../domain/errors';

export const logger = new Logger();
export const metrics = new Metrics();

/**
 * A Lambda handler with structured logs, metrics and a trace. Keys that an invocation adds to the
 * logger end with it. Events and results are never logged or traced: they hold what people wrote.
 */
export function instrumented<Event, Result>(work: (event: Event) => Promise<Result>) {
  return middy<Event, Result>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use({ after: publishMetrics, onError: ({ error }) => failed(error) })
    .use(captureLambdaHandler(tracer, { captureResponse: false }))
    .handler(work);
}

/** Puts ids on each further line of this invocation, and on its trace. */
export function identify(ids: Record<string, string | undefined>): void {
  logger.appendKeys(ids);
  for (const [key, id] of Object.entries(ids)) if (id) tracer.putAnnotation(key, id);
}

/** Lambda's own line about the error has none of the ids. */
function failed(error: Error | null): void {
  logger.warn('The function failed', { error: error?.name });
  if (error instanceof CredentialsRefused) countAuthFailure();
  publishMetrics();
}

/** A signature, a verify token or our own credentials were refused. */
export function countAuthFailure(): void {
  metrics.addMetric('AuthFailures', MetricUnit.Count, 1);
}

/** Powertools' own middleware warns at each invocation that counted nothing. */
function publishMetrics(): void {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}
