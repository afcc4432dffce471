import { setTimeout as sleep } from 'node:timers/promises';
import { NotAllowed } from '../../domain/failures/refusals';
import type { ReplayPlace } from '../../domain/failures/replay';
import { type Check, Failed, findingOf } from '../checks';
import type { Report } from '../report';
import type { Run } from '../terminal';
import type { Change } from './change';
import type { Selected } from './selection';

const PROGRESS_EVERY = 50;

/**
 * Changes one entry after the other, at the rate of the change, until somebody interrupts: the one
 * that is under way is ended.
 *
 * @returns how many are left
 */
export async function changeEach(
  selected: Selected[],
  change: Change,
  place: ReplayPlace,
  { report, run }: { report: Report; run: Run },
): Promise<number> {
  const interruption = new AbortController();
  run.onInterrupt(() => interruption.abort());
  for (const [index, one] of selected.entries()) {
    if (index > 0) await pause(change.rate, interruption.signal);
    if (interruption.signal.aborted) return selected.length - index;
    report.add(await findingOf(checkOf(one, change, place)));
    tellProgress(index + 1, selected.length, run);
  }
  return 0;
}

/** Until the next entry may be changed, or somebody interrupts. */
async function pause(rate: number | undefined, signal: AbortSignal): Promise<void> {
  if (rate) await sleep(1000 / rate, undefined, { signal }).catch(() => undefined);
}

function tellProgress(done: number, all: number, { stderr }: Run): void {
  if (done % PROGRESS_EVERY === 0) stderr.write(`${done} of ${all}\n`);
}

function checkOf({ id, entry }: Selected, { apply }: Change, place: ReplayPlace): Check {
  const run = async () => {
    if (!entry) throw new Failed('The ledger has no such entry.', 'npx chat-ops failures list');
    try {
      return await apply(place, entry);
    } catch (error) {
      if (!(error instanceof NotAllowed)) throw error;
      throw new Failed(error.message, `npx chat-ops failures show ${id}`);
    }
  };
  return { name: id, run };
}
