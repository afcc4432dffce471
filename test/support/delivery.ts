import { type LedgerStatus, recordAttempt, recordWait } from '../../domain/ledger';
import { messageHash } from '../../domain/message';
import type { QueueDelivery } from '../../tasks/dispatch/delivery';
import { readInbound } from '../../tasks/dispatchable';
import { inboundMessage } from './customers';

/** The ledger's id of the customer's text. */
export const messageId = messageHash(inboundMessage()).slice(0, 32);

/** The customer's text as dispatch receives it, for the first time and just sent. */
export function delivery(overrides: Partial<QueueDelivery> = {}): QueueDelivery {
  const message = readInbound(JSON.stringify(inboundMessage()));
  return { message, receiveCount: 1, sentAt: Date.now(), replay: 0, ...overrides };
}

/** Enters what earlier attempts at the customer's text came to. */
export async function earlier(outcomes: {
  attempts?: number;
  waits?: number;
  status?: LedgerStatus;
}): Promise<void> {
  const { attempts = 0, waits = 0, status = 'RETRYING' } = outcomes;
  const entry = await delivery().message.ledgerMessage();
  for (let n = 0; n < waits; n += 1) {
    await recordWait(entry, { error: 'Throttled', cause: '' }, 'RETRYING');
  }
  for (let n = 0; n < attempts; n += 1) {
    await recordAttempt(entry, { error: 'ServiceFault', cause: '' }, status);
  }
}
