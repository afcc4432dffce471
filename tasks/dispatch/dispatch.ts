import {
  type LedgerEntry,
  readEntry,
  recordAttempt,
  recordDelivery,
  recordWait,
} from '../../domain/ledger';
import { count } from '../count';
import { type Failure, giveUp } from '../give-up';
import { executionName, type QueueDelivery, told, underWay } from './delivery';
import { type Outcome, runExecution } from './execution';
import { expiry, isOver, noteBeginning, silentReceives } from './expiry';
import { isInstanceFull, quotaDelay, retryDelay } from './retry-delay';
import { tellCustomer } from './tell-customer';

const MAX_ATTEMPTS = 5;
/** What becomes of the queue message. */
export type Verdict =
  /** It leaves the queue: delivered, or in the ledger for good. */
  | { type: 'done'; result: 'delivered' | 'settled' }
  | { type: 'done'; result: 'FAILED' | 'OUTCOME_UNKNOWN'; failure: Failure }
  /** It stays. Without `seconds`, its visibility timeout must run out: an execution may still run. */
  | { type: 'again'; seconds?: number; failure: Failure };

/**
 * Runs one message through its state machine and decides what becomes of it. A throttle or a full
 * quota is a wait, not an attempt; five counted attempts, five that ended without a word or a day in
 * the queue end in the failure ledger, and so does what can never succeed.
 */
export async function dispatch(delivery: QueueDelivery): Promise<Verdict> {
  const { message } = delivery;
  const entry = await readEntry(message.id);
  if (entry && isOver(entry, delivery)) return { type: 'done', result: 'settled' };
  const expired = expiry(delivery, entry);
  if (expired) return finish(delivery, expired, 'FAILED');
  const isSuspect = silentReceives(delivery, entry) > 0;
  if (isSuspect) await noteBeginning(delivery, entry);
  const name = executionName(delivery);
  const outcome = await runExecution(name, () => message.input(), delivery.traceHeader);
  if (!outcome.succeeded) return settleFailure(delivery, outcome, entry);
  if (entry || isSuspect) await recordDelivery(message.id);
  return { type: 'done', result: 'delivered' };
}

async function settleFailure(
  delivery: QueueDelivery,
  { disposition, failure }: Extract<Outcome, { succeeded: false }>,
  entry?: LedgerEntry,
): Promise<Verdict> {
  const { message } = delivery;
  if (disposition === 'wait') {
    await wait(delivery, failure, entry);
    return { type: 'again', seconds: quotaDelay(failure.error, entry?.waitCount), failure };
  }
  if (disposition === 'refuse') return finish(delivery, failure, 'FAILED');
  if (disposition === 'unknown') return finish(delivery, failure, 'OUTCOME_UNKNOWN');
  const attempts = (entry?.attemptCount ?? 0) + 1;
  const lost = disposition === 'lost';
  if (attempts >= MAX_ATTEMPTS)
    return finish(delivery, failure, lost ? 'OUTCOME_UNKNOWN' : 'FAILED');
  await recordAttempt(await message.ledgerMessage(), told(delivery, failure), underWay(delivery));
  const seconds = lost ? undefined : retryDelay(attempts);
  return { type: 'again', seconds, failure };
}

/** The customer is told until that is noted: told twice, it is the same message. */
async function wait(delivery: QueueDelivery, failure: Failure, entry?: LedgerEntry): Promise<void> {
  const { id, customer, ledgerMessage } = delivery.message;
  const toTell = customer && isInstanceFull(failure.error) && !entry?.isCustomerTold;
  const isCustomerTold = (toTell && (await tellCustomer(id, customer))) || undefined;
  const waiting = { ...(await ledgerMessage()), isCustomerTold };
  const isNoted = await recordWait(waiting, told(delivery, failure), underWay(delivery));
  if (!isNoted) return;
  count(waiting.direction, 'Waited');
  if (isInstanceFull(failure.error)) count(waiting.direction, 'InstanceFull');
}

/**
 * Gives the message up: it leaves the queue for the ledger. As OUTCOME_UNKNOWN where a part may have
 * been sent, whatever `result` says: a sender that died in the middle leaves an error that does not
 * say so.
 */
async function finish(
  delivery: QueueDelivery,
  failure: Failure,
  result: 'FAILED' | 'OUTCOME_UNKNOWN',
): Promise<Verdict> {
  const { message } = delivery;
  const status = (await message.isInDoubt()) ? 'OUTCOME_UNKNOWN' : result;
  await giveUp(await message.ledgerMessage(), told(delivery, failure), status);
  return { type: 'done', result: status, failure };
}
