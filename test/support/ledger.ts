import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { dynamodb } from '../../domain/clients/dynamodb';
import { sqs } from '../../domain/clients/sqs';
import type { ReplayPlace } from '../../domain/failures/replay';
import type { LedgerEntry } from '../../domain/ledger';
import { tables as wiring } from '../../infra/wiring';

import { inboundMessage } from './customers';
import { messageId } from './delivery';
import { agentEvent } from './streaming';

/** The tables and queues of the tests, as an operator's command finds them. */
export const place: ReplayPlace = {
  dynamodb,
  sqs,
  ledgerTable: 'ledger',
  ledgerIndex: wiring.ledger.index.name,
  sessionTable: 'session',
  queueUrls: { inbound: 'https://sqs/inbound.fifo', outbound: 'https://sqs/outbound.fifo' },
};

/** A customer's text that was given up. */
export function failure(overrides: Partial<LedgerEntry> = {}): LedgerEntry {
  const attempt = { error: 'ServiceFault', cause: 'HTTP 503', at: '2026-11-20T10:00:00.000Z' };
  return {
    id: messageId,
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

/** SQS behind the real client, which takes everything. */
export function useQueues() {
  const client = mockClient(sqs);
  beforeEach(() => {
    client.reset();
    client.on(SendMessageCommand).resolves({});
  });
  return {
    client,
    sent: () => client.commandCalls(SendMessageCommand).map(({ args }) => args[0].input),
  };
}
