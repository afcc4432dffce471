import type { LedgerEntry } from '../../domain/ledger';
import { messageHash } from '../../domain/message';
import { inboundMessage } from './customers';
import { agentEvent } from './streaming';

/** A customer's text that was given up. */
export function failure(overrides: Partial<LedgerEntry> = {}): LedgerEntry {
  const attempt = { error: 'ServiceFault', cause: 'HTTP 503', at: '2026-11-20T10:00:00.000Z' };
  return {
    id: messageHash(inboundMessage()).slice(0, 32),
    direction: 'inbound',
    channel: 'facebook',
    businessId: '104512398765432',
    vendorId: '7301846529018273',
    message: inboundMessage(),
    status: 'FAILED',
    ...attempt,
    attempts: [attempt],
    attemptCount: 5,
    waitCount: 2,
    firstFailedAt: attempt.at,
    lastFailedAt: attempt.at,
    ttl: 1_900_000_000,
    ...overrides,
  };
}

/** An agent's text, of which nobody knows whether the customer received it. */
export function outcomeUnknown(overrides: Partial<LedgerEntry> = {}): LedgerEntry {
  const message = agentEvent();
  return failure({
    id: 'agent-failure',
    direction: 'outbound',
    message,
    status: 'OUTCOME_UNKNOWN',
    error: 'OutcomeUnknown',
    ...overrides,
  });
}
