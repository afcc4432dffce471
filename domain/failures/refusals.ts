import { HOUR } from '../clock';
import type { LedgerEntry } from '../ledger';
import { readReplayable } from './replayable';

/** The ledger does not allow what an operator asked for. The message says why, and what else to do. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed';
}

/** It is another than it was when the operator looked at it. */
export class ChangedMeanwhile extends NotAllowed {}

/** Whether an operator began a replay and nothing shows that it reached its queue. */
export function isStranded(entry: LedgerEntry): boolean {
  const { attemptCount = 0, waitCount = 0, silentCount = 0 } = entry;
  const tried = attemptCount + waitCount + silentCount > 0;
  return entry.status === 'REPLAYING' && !entry.queuedAt && !tried;
}

/** Longer than dispatch tries a message that is in its queue. */
const ABANDONED_MS = 25 * HOUR * 1000;

/**
 * Whether nothing has been heard of a message under way for so long that its queue must have lost
 * it: purged, replaced, or kept for longer than a queue keeps.
 */
function isAbandoned(entry: LedgerEntry, now = Date.now()): boolean {
  const { status, lastFailedAt, queuedAt = '' } = entry;
  const heard = Date.parse(queuedAt > lastFailedAt ? queuedAt : lastFailedAt);
  return (status === 'RETRYING' || status === 'REPLAYING') && now - heard > ABANDONED_MS;
}

const FINISHED = {
  REPLAYED: 'A replay has delivered it already.',
  RECOVERED: 'It was delivered by a later attempt of its own.',
  DISCARDED: 'It was discarded.',
} as const;

/** Why an entry cannot be replayed; undefined where it can. */
export function replayRefusal(entry: LedgerEntry, force: boolean): string | undefined {
  const { status } = entry;
  if (status === 'RETRYING' || status === 'REPLAYING') return underWay(entry, force);
  if (status === 'OUTCOME_UNKNOWN' && !force) return outcomeUnknown(entry);
  if (status !== 'FAILED' && status !== 'OUTCOME_UNKNOWN') return FINISHED[status];
  if (!readReplayable(entry)) {
    return 'It cannot be read as a message, so no queue can take it: look at it, then discard it.';
  }
  return undefined;
}

function underWay(entry: LedgerEntry, force: boolean): string | undefined {
  if (isStranded(entry)) return undefined;
  if (isAbandoned(entry)) {
    return force
      ? undefined
      : 'Nothing has been heard of it for a day: if its queue is empty, give --force.';
  }
  return entry.status === 'RETRYING'
    ? 'It is still being tried on its own.'
    : 'It is being replayed already: wait for the outcome.';
}

function outcomeUnknown({ direction }: LedgerEntry): string {
  return direction === 'outbound'
    ? 'Nobody knows whether the customer received it, and a replay may send it twice: ask, then give --force.'
    : 'Nobody knows whether the agent received it: look into the chat, then give --force.';
}

/** Why an entry cannot be discarded; undefined where it can. */
export function discardRefusal(entry: LedgerEntry): string | undefined {
  const { status } = entry;
  if (isStranded(entry) || isAbandoned(entry)) return undefined;
  if (status === 'RETRYING') return 'It is still being tried on its own: wait for the outcome.';
  if (status === 'REPLAYING') return 'It is being replayed: wait for the outcome.';
  if (status === 'FAILED' || status === 'OUTCOME_UNKNOWN') return undefined;
  return FINISHED[status];
}
