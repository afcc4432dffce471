import { Tracer } from '@aws-lambda-powertools/tracer';
import type { MiddlewareStack } from '@smithy/types';

export const tracer = new Tracer();

/**
 * Makes each call of an AWS client a subsegment of the trace. Outside Lambda it changes nothing.
 *
 * X-Ray would write a service's error message into the trace, and a validation error may quote the
 * customer's text or number. So the message is away while the error passes X-Ray's middleware, which
 * is in the step between these two.
 */
export function traced<Client extends { middlewareStack: object }>(client: Client): Client {
  const stack = client.middlewareStack as MiddlewareStack<object, object>;
  const messages = new WeakMap<Error, string>();
  stack.add(
    (next) => (args) =>
      next(args).catch((error: Error) => {
        messages.set(error, error.message);
        throw withMessage(error, error.name);
      }),
    { step: 'finalizeRequest', priority: 'high', name: 'hideErrorMessage' },
  );
  stack.add(
    (next) => (args) =>
      next(args).catch((error: Error) => {
        throw withMessage(error, messages.get(error) ?? error.message);
      }),
    { step: 'initialize', name: 'restoreErrorMessage' },
  );
  return tracer.captureAWSv3Client(client);
}

/** Gives the error another message, in its stack as well, which begins with the message. */
function withMessage(error: Error, message: string): Error {
  error.stack = error.stack?.replace(error.message, () => message) ?? '';
  error.message = message;
  return error;
}
