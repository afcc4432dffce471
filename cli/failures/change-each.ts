import { setTimeout as sleep } from 'node:timers/promises';
import { NotAllowed } from '../../domain/failures/refusals';
import type { ReplayPlace } from '../../domain/failures/replay';
import { Failed, failure } from '../checks';
import { isTransient, statusOf } from '../errors';
import { untilInterrupted } from '../interruption';
import type { Report } from '../report';
import type { Target } from '../stack/target';
import type { Run } from '../terminal';
import type { Change } from './change';
import type { Selected } from './selection';

const PROGRESS_EVERY = 50;

/** Where entries are changed, and who is told. */
export interface Setting {
  target: Target;
  place: ReplayPlace;
  report: Report;
  run: Run;
}

/** How far it got. */
export interface Progress {
  /** How many entries are as they were. */
  left: number;
  /** The error that the rest would have met, too. */
  stoppedBy?: unknown;
}

/**
 * Changes one entry after the other, at the rate of the change, until somebody interrupts, or an
 * error shows that the next one would fail as well: the entry that is under way is ended.
 */
export async function changeEach(
  selected: Selected[],
  change: Change,
  setting: Setting,
): Promise<Progress> {
  const { run } = setting;
  const signal = untilInterrupted(run);
  for (const [index, one] of selected.entries()) {
    if (index > 0) await pause(change.rate, signal);
    if (signal.aborted) return { left: selected.length - index };
    const error = await changeOne(one, change, setting);
    if (concernsAll(error)) return { left: selected.length - index, stoppedBy: error };
    tellProgress(index + 1, selected.length, run);
  }
  return { left: 0 };
}

/** Until the next entry may be changed, or somebody interrupts. */
async function pause(rate: number | undefined, signal: AbortSignal): Promise<void> {
  if (rate) await sleep(1000 / rate, undefined, { signal }).catch(() => undefined);
}

function tellProgress(done: number, all: number, { stderr }: Run): void {
  if (done % PROGRESS_EVERY === 0) stderr.write(`${done} of ${all}\n`);
}

/** @returns the error that kept it from being done */
async function changeOne(
  { id, entry }: Selected,
  change: Change,
  { target, place, report }: Setting,
): Promise<unknown> {
  try {
    if (!entry) throw unknownEntry(target);
    report.add({ check: id, status: 'pass', why: await change.apply(place, entry) });
    return undefined;
  } catch (error) {
    const why = error instanceof NotAllowed ? refused(id, error.message, target) : error;
    report.add(failure(id, why));
    return why;
  }
}

/** An id that was given and is none. */
export function unknownEntry(target: Target): Failed {
  return new Failed('The ledger has no such entry.', target.commandLine('failures', 'list'));
}

/** An entry that is not to be changed. */
export function refused(id: string, why: string, target: Target): Failed {
  return new Failed(why, target.commandLine('failures', 'show', id));
}

/** Not what is said of one entry, nor what a service that answers gets over in a moment. */
function concernsAll(error: unknown): boolean {
  if (error === undefined || error instanceof Failed) return false;
  return statusOf(error) === undefined || !isTransient(error);
}
