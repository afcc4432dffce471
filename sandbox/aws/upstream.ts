import type { Upstream } from '../backing';
import { type ApiCall, type ApiService, errorAnswer, targetOperation } from './protocol';

export interface UpstreamOptions {
  handle: Upstream;
  operations: readonly string[];
  throttle: { status: number; name: string };
  failure: { status: number; name: string };
}

/** A service that a server of its own simulates; the call is handed on as it is. */
export function upstream({ handle, operations, throttle, failure }: UpstreamOptions): ApiService {
  return {
    operations,
    operationOf: (request) => targetOperation(request) ?? queryOperation(request),
    handle,
    throttle: () => errorAnswer(throttle.status, throttle.name, 'Rate exceeded'),
    failure: ({ error = failure.name, status = failure.status }) =>
      errorAnswer(status, String(error)),
  };
}

/** The operation of the AWS Query protocol, which SNS speaks: `Action=Publish&…` in the body. */
export function queryOperation({ body }: Pick<ApiCall, 'body'>): string | undefined {
  return new URLSearchParams(body.toString()).get('Action') ?? undefined;
}
