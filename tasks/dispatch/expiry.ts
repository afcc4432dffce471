import { DAY } from '../../domain/clock';
import { isSettled, type LedgerEntry, recordBeginning } from '../../domain/ledger';
import type { Failure } from '../give-up';
import { type QueueDelivery, told, underWay } from './delivery';

/** Receives that ended without a word. The first leaves no proof that the function died of it. */
const MAX_SILENT_RECEIVES = 5;
const MAX_AGE_MS = DAY * 1000;

/** Whether this is a late redelivery: of what is settled, or of what a later replay takes care of. */
export function isOver(entry: LedgerEntry, { replay }: QueueDelivery): boolean {
  return isSettled(entry) || replay < (entry.replays ?? 0);
}

/** Why the message must not be tried again, before this attempt. */
export function expiry(delivery: QueueDelivery, entry?: LedgerEntry): Failure | undefined {
  if (Date.now() - delivery.sentAt > MAX_AGE_MS) {
    return { error: 'TooOld', cause: 'The message was in its queue for a day.' };
  }
  if ((entry?.silentCount ?? 0) < MAX_SILENT_RECEIVES - 1) return undefined;
  return { error: 'NoOutcome', cause: silence(delivery, entry) };
}

/**
 * How many earlier receives ended without a word: dispatch died, or could not use the ledger, or
 * Lambda never ran it.
 */
export function silentReceives({ receiveCount }: QueueDelivery, entry?: LedgerEntry): number {
  return receiveCount - 1 - (entry?.attemptCount ?? 0) - (entry?.waitCount ?? 0);
}

function silence(delivery: QueueDelivery, entry?: LedgerEntry): string {
  const silent = silentReceives(delivery, entry);
  return `Receives that ended without a word: ${silent} of ${delivery.receiveCount - 1}.`;
}

/** While the ledger takes nothing, nothing is tried: so its outage uses up no attempt. */
export async function noteBeginning(delivery: QueueDelivery, entry?: LedgerEntry): Promise<void> {
  const failure = { error: 'NoOutcome', cause: silence(delivery, entry) };
  const message = await delivery.message.ledgerMessage();
  await recordBeginning(message, told(delivery, failure), underWay(delivery));
}
