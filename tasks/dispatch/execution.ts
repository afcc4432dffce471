import { StartSyncExecutionCommand, type StartSyncExecutionOutput } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { sfn } from '../../domain/clients/sfn';
import { requiredEnv } from '../../domain/environment';
import { type Disposition, dispositionOf } from '../../domain/errors';
import { parseJson } from '../../domain/json';
import { hadNoEffect } from '../../domain/network';
import { functionErrorMessage } from '../function-error';
import type { Failure } from '../give-up';
import { logger } from '../instrumented';

const stateMachineArn = requiredEnv('STATE_MACHINE_ARN');

/** How one execution ended. */
export type Outcome =
  | { succeeded: true }
  /** `lost`: the answer did not come, so the execution may still be running. */
  | { succeeded: false; disposition: Disposition | 'lost'; failure: Failure };

type AwsError = Error & { $metadata?: { httpStatusCode?: number } };

const outputSchema = z.object({ chat: z.object({ contactId: z.string() }) });

/**
 * Makes the input, runs the state machine and waits for its end (Step Functions API reference, StartSyncExecution).
 * It answers HTTP 200 even where the execution failed: only `status` tells.
 */
export async function runExecution(
  name: string,
  prepare: () => Promise<object>,
  traceHeader?: string,
): Promise<Outcome> {
  let input: object;
  try {
    input = await prepare();
  } catch (error) {
    return notPrepared(error);
  }
  try {
    const execution = await sfn.send(
      new StartSyncExecutionCommand({
        stateMachineArn,
        name,
        input: JSON.stringify(input),
        traceHeader,
      }),
    );
    return outcomeOf(execution);
  } catch (error) {
    return notStarted(error);
  }
}

function outcomeOf({
  status,
  executionArn,
  output,
  ...ended
}: Partial<StartSyncExecutionOutput>): Outcome {
  if (status === 'SUCCEEDED') {
    const contactId = outputSchema.safeParse(parseJson(output)).data?.chat.contactId;
    logger.info('Execution succeeded', { executionArn, contactId });
    return { succeeded: true };
  }
  const error = ended.error ?? `States.${status ?? 'Unknown'}`;
  const { cause = '' } = ended;
  const failure = { error, cause: functionErrorMessage(cause) ?? cause, executionArn };
  return { succeeded: false, disposition: dispositionOf(error), failure };
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
  if (hadNoEffect(error)) {
    return { succeeded: false, disposition: 'retry', failure };
  }
  return { succeeded: false, disposition: 'lost', failure };
}
