import { ChangedMeanwhile, NotAllowed, replayRefusal } from '../../domain/failures/refusals';
import { type ReplayPlace, replay } from '../../domain/failures/replay';
import { readReplayable } from '../../domain/failures/replayable';
import type { LedgerEntry } from '../../domain/ledger';
import type { Run } from '../terminal';
import { type ChangeOptions, changeEntries } from './change';

export interface ReplayOptions extends ChangeOptions {
  force: boolean;
  /** Messages a second. */
  rate: number;
}

/** Puts messages back into the queues that they came from, each conversation in its order. */
export function replayEntries(ids: string[], options: ReplayOptions, run: Run): Promise<void> {
  const { force, rate } = options;
  const change = {
    verb: 'replay',
    // Never OUTCOME_UNKNOWN: what may be doubled is asked for by name.
    statuses: ['FAILED' as const, 'REPLAYING' as const],
    rate,
    refusal: (entry: LedgerEntry) => replayRefusal(entry, force),
    apply: inOrder((place, entry) => replay(place, entry, { force })),
  };
  return changeEntries(ids, change, options, run);
}

/** Lets no message overtake an earlier one of its conversation that did not get into the queue. */
function inOrder(replayOne: (place: ReplayPlace, entry: LedgerEntry) => Promise<number>) {
  const held = new Set<string>();
  return async (place: ReplayPlace, entry: LedgerEntry): Promise<string> => {
    const { groupId = '' } = readReplayable(entry) ?? {};
    if (held.has(groupId)) {
      throw new NotAllowed('An earlier message of this conversation is not in the queue yet.');
    }
    try {
      return `in the ${entry.direction} queue, replay ${await replayOne(place, entry)}`;
    } catch (error) {
      // Where another replay of it is under way, nobody knows whether it is in the queue yet.
      const isRefused = error instanceof NotAllowed && !(error instanceof ChangedMeanwhile);
      if (!isRefused) held.add(groupId);
      throw error;
    }
  };
}
