import type { LedgerEntry } from '../ledger';
import { readReplayable } from './replayable';

/** The ledger does not allow what an operator asked for. The message says why, and what else to do. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed';
}

/** Whether an operator began a replay and nothing shows that it reached its queue. */
export function isStranded(entry: LedgerEntry): boolean {
  const tried = (entry.attemptCount ?? 0) + (entry.waitCount ?? 0) > 0;
  return entry.status === 'REPLAYING' && !entry.queuedAt && !tried;
}

const FINISHED = {
  REPLAYED: 'A replay has delivered it already.',
  RECOVERED: 'It was delivered by a later attempt of its own.',
  DISCARDED: 'It was discarded.',
} as const;

/** Why an entry cannot be replayed; undefined where it can. */
export function replayRefusal(entry: LedgerEntry, force: boolean): string | undefined {
  const { status } = entry;
  if (status === 'RETRYING') return 'It is still being tried on its own.';
  if (status === 'REPLAYING') {
    return isStranded(entry) ? undefined : 'It is being replayed already: wait for the outcome.';
  }
  if (status === 'OUTCOME_UNKNOWN' && !force) return outcomeUnknown(entry);
  if (status !== 'FAILED' && status !== 'OUTCOME_UNKNOWN') return FINISHED[status];
  if (!readReplayable(entry)) {
    return 'It cannot be read as a message, so no queue can take it: look at it, then discard it.';
  }
  return undefined;
}

function outcomeUnknown({ direction }: LedgerEntry): string {
  return direction === 'outbound'
    ? 'Nobody knows whether the customer received it, and a replay may send it twice: ask, then give --force.'
    : 'Nobody knows whether the agent received it: look into the chat, then give --force.';
}

/** Why an entry cannot be discarded; undefined where it can. */
export function discardRefusal(entry: LedgerEntry): string | undefined {
  const { status } = entry;
  if (status === 'RETRYING') return 'It is still being tried on its own: wait for the outcome.';
  if (isStranded(entry)) return 'A replay was begun and not ended: replay it again.';
  if (status === 'REPLAYING') return 'It is being replayed: wait for the outcome.';
  if (status === 'FAILED' || status === 'OUTCOME_UNKNOWN') return undefined;
  return FINISHED[status];
}
