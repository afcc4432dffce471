import { discard } from '../../domain/failures/discard';
import { discardRefusal } from '../../domain/failures/refusals';
import type { ReplayPlace } from '../../domain/failures/replay';
import type { LedgerEntry } from '../../domain/ledger';
import type { Run } from '../terminal';
import { type ChangeOptions, changeEntries } from './change';

/** Notes that messages need not be delivered. */
export function discardEntries(ids: string[], options: ChangeOptions, run: Run): Promise<void> {
  const change = {
    verb: 'discard',
    statuses: ['FAILED' as const, 'OUTCOME_UNKNOWN' as const],
    refusal: discardRefusal,
    apply: async (place: ReplayPlace, entry: LedgerEntry) => {
      await discard(place, entry);
      return 'discarded';
    },
  };
  return changeEntries(ids, change, options, run);
}
