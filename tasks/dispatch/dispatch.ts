import { DAY } from '../../domain/clock';
import {
  isSettled,
  type LedgerEntry,
  readEntry,
  recordAttempt,
  recordBeginning,
  recordDelivery,
  recordWait,
  type Told,
  type UnderWay,
} from '../../domain/ledger';
import { count } from '../count';
import type { Dispatchable } from '../dispatchable';
import { type Failure, giveUp } from '../give-up';
import { type Outcome, runExecution } from './execution';
import { isInstanceFull, quotaDelay, retryDelay } from './retry-delay';
import { tellCustomer } from './tell-customer';

const MAX_ATTEMPTS = 5;
/** Receives that ended without a word. The first leaves no proof that the function died of it. */
const MAX_SILENT_RECEIVES = 5;
const MAX_AGE_MS = DAY * 1000;

/** One delivery of a message by its queue. */
export interface QueueDelivery {
  message: Dispatchable;
  /** 1 at first. */
  receiveCount: number;
  /** Milliseconds since the epoch. */
  sentAt: number;
  /** Which replay brought it here; 0 where none did. */
  replay: number;
  /** Of the trace that the message belongs to. */
  traceHeader?: string | undefined;
}

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

/** The same for every attempt at a message but for its end. Receives are counted anew in a replay. */
export function executionName({ message, receiveCount, replay }: QueueDelivery): string {
  const attempt = replay > 0 ? `r${replay}-${receiveCount}` : receiveCount;
  return `${message.prefix}-${message.id}-${attempt}`;
}

/** Whether this is a late redelivery: of what is settled, or of what a later replay takes care of. */
function isOver(entry: LedgerEntry, { replay }: QueueDelivery): boolean {
  return isSettled(entry) || replay < (entry.replays ?? 0);
}

/** Why the message must not be tried again, before this attempt. */
function expiry(delivery: QueueDelivery, entry?: LedgerEntry): Failure | undefined {
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
function silentReceives({ receiveCount }: QueueDelivery, entry?: LedgerEntry): number {
  return receiveCount - 1 - (entry?.attemptCount ?? 0) - (entry?.waitCount ?? 0);
}

function silence(delivery: QueueDelivery, entry?: LedgerEntry): string {
  const silent = silentReceives(delivery, entry);
  return `Receives that ended without a word: ${silent} of ${delivery.receiveCount - 1}.`;
}

/** While the ledger takes nothing, nothing is tried: so its outage uses up no attempt. */
async function noteBeginning(delivery: QueueDelivery, entry?: LedgerEntry): Promise<void> {
  const failure = { error: 'NoOutcome', cause: silence(delivery, entry) };
  const message = await delivery.message.ledgerMessage();
  await recordBeginning(message, told(delivery, failure), underWay(delivery));
}

function told(delivery: QueueDelivery, failure: Failure): Told {
  return { ...failure, replay: delivery.replay, receive: executionName(delivery) };
}

function underWay({ replay }: QueueDelivery): UnderWay {
  return replay > 0 ? 'REPLAYING' : 'RETRYING';
}

async function settleFailure(
  delivery: QueueDelivery,
  { disposition, failure }: Extract<Outcome, { succeeded: false }>,
  entry?: LedgerEntry,
): Promise<Verdict> {
  const { message } = delivery;
  if (disposition === 'wait') {
    await wait(delivery, failure, entry);
    return { type: 'again', seconds: quotaDelay(failure.error), failure };
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

/** The customer is told the first time, before it is noted, so that a crash in between loses nothing. */
async function wait(delivery: QueueDelivery, failure: Failure, entry?: LedgerEntry): Promise<void> {
  const { message } = delivery;
  const isFirst = entry?.error !== failure.error;
  const { id, customer } = message;
  if (customer && isFirst && isInstanceFull(failure.error)) await tellCustomer(id, customer);
  const waiting = await message.ledgerMessage();
  await recordWait(waiting, told(delivery, failure), underWay(delivery));
  count(waiting.direction, 'Waited');
}

/** A sender that died in the middle leaves an error that does not say so. */
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
