import { type LedgerMessage, recordAttempt, type Told } from '../domain/ledger';
import { count } from './count';
import { logger } from './instrumented';

export interface Failure {
  error: string;
  cause: string;
  executionArn?: string | undefined;
}

/**
 * Enters a message in the failure ledger, where a person must look at it, and counts it. The cause
 * stays out of the logs: it may quote the execution's input.
 */
export async function giveUp(
  message: LedgerMessage,
  failure: Told,
  status: 'FAILED' | 'OUTCOME_UNKNOWN',
): Promise<void> {
  await recordAttempt(message, failure, status);
  count(message.direction, status === 'FAILED' ? 'Failed' : 'Unknown');
  const { error, executionArn } = failure;
  logger.error('Into the failure ledger', { failureId: message.id, error, executionArn, status });
}
