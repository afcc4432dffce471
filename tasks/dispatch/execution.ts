import { StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { sfn } from '../../domain/clients/sfn';
import { requiredEnv } from '../../domain/environment';
import { type Disposition, dispositionOf } from '../../domain/errors';
import { neverConnected } from '../../domain/network';

const stateMachineArn = requiredEnv('STATE_MACHINE_ARN');

/** How one execution ended. */
export type Outcome =
  | { succeeded: true }
  /** `lost`: the answer did not come, so the execution may still be running. */
  | { succeeded: false; disposition: Disposition | 'lost'; failure: Failure };

type AwsError = Error & { $metadata?: { httpStatusCode?: number } };

export interface Failure {
  error: string;
  cause: string;
  executionArn?: string | undefined;
}

/**
 * Makes the input, runs the state machine and waits for its end (Step Functions API reference, StartSyncExecution).
 * It answers HTTP 200 even where the execution failed: only `status` tells.
 */
export async function runExecution(name: string, prepare: () => Promise<object>): Promise<Outcome> {
  let input: object;
  try {
    input = await prepare();
  } catch (error) {
    return notPrepared(error);
  }
  try {
    const execution = await sfn.send(
      new StartSyncExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }),
    );
    if (execution.status === 'SUCCEEDED') return { succeeded: true };
    const error = execution.error ?? `States.${execution.status ?? 'Unknown'}`;
    const cause = readableCause(execution.cause);
    const failure = { error, cause, executionArn: execution.executionArn };
    return { succeeded: false, disposition: dispositionOf(error), failure };
  } catch (error) {
    return notStarted(error);
  }
}

/** The input could not be made, so nothing ran. A quota that is used up is a wait. */
function notPrepared(error: unknown): Outcome {
  const { name, message, $metadata } = error as AwsError;
  const disposition = $metadata?.httpStatusCode === 429 ? 'wait' : dispositionOf(name);
  return { succeeded: false, disposition, failure: { error: name, cause: message } };
}

/** StartSyncExecution itself failed. What Step Functions refused, or never heard of, did not run. */
function notStarted(error: unknown): Outcome {
  const { name, message, $metadata } = error as AwsError;
  const status = $metadata?.httpStatusCode ?? 0;
  const failure = { error: `StartSyncExecution.${name}`, cause: message };
  if (status === 429 || name.endsWith('ThrottlingException')) {
    return { succeeded: false, disposition: 'wait', failure };
  }
  if ((status >= 400 && status < 500) || neverConnected(error)) {
    return { succeeded: false, disposition: 'retry', failure };
  }
  return { succeeded: false, disposition: 'lost', failure };
}

/** A Lambda function's error arrives as JSON with a stack trace; people need its message. */
function readableCause(cause = ''): string {
  try {
    const { errorMessage } = JSON.parse(cause) as { errorMessage?: unknown };
    return typeof errorMessage === 'string' ? errorMessage : cause;
  } catch {
    return cause;
  }
}
