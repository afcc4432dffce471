import { DAY } from '../../domain/clock';
import {
  isSettled,
  type LedgerEntry,
  readEntry,
  recordAttempt,
  recordDelivery,
  recordWait,
  type UnderWay,
} from '../../domain/ledger';
import { count } from '../count';
import type { Dispatchable } from '../dispatchable';
import { type Failure, giveUp } from '../give-up';
import { type Outcome, runExecution } from './execution';
import { isInstanceFull, quotaDelay, retryDelay } from './retry-delay';
import { tellCustomer } from './tell-customer';

const MAX_ATTEMPTS = 5;
/** Receives that ended without a word: the function crashed or was killed each time. */
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
 * quota is a wait, not an attempt; five counted attempts, five receives without any outcome or a
 * day in the queue end in the failure ledger, and so does what can never succeed.
 */
export async function dispatch(delivery: QueueDelivery): Promise<Verdict> {
  const { message, receiveCount, sentAt } = delivery;
  const entry = await readEntry(message.id);
  if (entry && isOver(entry, delivery)) return { type: 'done', result: 'settled' };
  const expired = expiry(receiveCount, sentAt, entry);
  if (expired) return finish(message, expired, 'FAILED');
  const name = executionName(delivery);
  const outcome = await runExecution(name, () => message.input(), delivery.traceHeader);
  if (!outcome.succeeded) return settleFailure(delivery, outcome, entry);
  if (entry) await recordDelivery(message.id);
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
function expiry(receiveCount: number, sentAt: number, entry?: LedgerEntry): Failure | undefined {
  if (Date.now() - sentAt > MAX_AGE_MS) {
    return { error: 'TooOld', cause: 'The message was in its queue for a day.' };
  }
  const recorded = (entry?.attemptCount ?? 0) + (entry?.waitCount ?? 0);
  if (receiveCount - 1 - recorded < MAX_SILENT_RECEIVES) return undefined;
  return {
    error: 'NoOutcome',
    cause: `Of ${receiveCount - 1} attempts, ${MAX_SILENT_RECEIVES} ended without a word.`,
  };
}

async function settleFailure(
  { message, replay }: QueueDelivery,
  { disposition, failure }: Extract<Outcome, { succeeded: false }>,
  entry?: LedgerEntry,
): Promise<Verdict> {
  const underWay = replay > 0 ? 'REPLAYING' : 'RETRYING';
  if (disposition === 'wait') {
    await wait(message, failure, underWay, entry);
    return { type: 'again', seconds: quotaDelay(failure.error), failure };
  }
  if (disposition === 'refuse') return finish(message, failure, 'FAILED');
  if (disposition === 'unknown') return finish(message, failure, 'OUTCOME_UNKNOWN');
  const attempts = (entry?.attemptCount ?? 0) + 1;
  const lost = disposition === 'lost';
  if (attempts >= MAX_ATTEMPTS)
    return finish(message, failure, lost ? 'OUTCOME_UNKNOWN' : 'FAILED');
  await recordAttempt(await message.ledgerMessage(), failure, underWay);
  const seconds = lost ? undefined : retryDelay(attempts);
  return { type: 'again', seconds, failure };
}

/** The customer is told the first time, before it is noted, so that a crash in between loses nothing. */
async function wait(
  message: Dispatchable,
  failure: Failure,
  underWay: UnderWay,
  entry?: LedgerEntry,
): Promise<void> {
  const isFirst = entry?.error !== failure.error;
  const { id, customer } = message;
  if (customer && isFirst && isInstanceFull(failure.error)) await tellCustomer(id, customer);
  const waiting = await message.ledgerMessage();
  await recordWait(waiting, failure, underWay);
  count(waiting.direction, 'Waited');
}

/** A sender that died in the middle leaves an error that does not say so. */
async function finish(
  message: Dispatchable,
  failure: Failure,
  result: 'FAILED' | 'OUTCOME_UNKNOWN',
): Promise<Verdict> {
  const status = (await message.isInDoubt()) ? 'OUTCOME_UNKNOWN' : result;
  await giveUp(await message.ledgerMessage(), failure, status);
  return { type: 'done', result: status, failure };
}
