import { type LedgerMessage, recordAttempt, type Told } from '../domain/ledger';
import { count } from './count';
import { logger } from './instrumented';

export interface Failure {
  error: string;
  cause: string;
  executionArn?: string | undefined;
}

/**
 * Enters a message in the failure ledger, where a person must look at it, and counts it, unless the
 * ledger knows something later of it. The cause stays out of the logs: it may quote the execution's
 * input.
 */
export async function giveUp(
  message: LedgerMessage,
  failure: Told,
  status: 'FAILED' | 'OUTCOME_UNKNOWN',
): Promise<void> {
  const { error, executionArn } = failure;
  const isNews = await recordAttempt(message, failure, status);
  if (!isNews) return logger.warn('Settled before, or replayed since', { failureId: message.id });
  count(message.direction, status === 'FAILED' ? 'Failed' : 'Unknown');
  logger.error('Into the failure ledger', { failureId: message.id, error, executionArn, status });
}
