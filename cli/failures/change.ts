import type { ReplayPlace } from '../../domain/failures/replay';
import type { LedgerEntry, LedgerStatus } from '../../domain/ledger';
import { failure } from '../checks';
import type { CommonOptions } from '../command';
import { confirm } from '../confirm';
import { errorName, systemCode } from '../errors';
import { INTERRUPTED } from '../interruption';
import { Report } from '../report';
import { findTarget } from '../stack/target';
import type { Run } from '../terminal';
import { changeEach, type Progress, refused, type Setting, unknownEntry } from './change-each';
import type { Filters } from './filters';
import { ledgerOf } from './place';
import { type Selected, select } from './selection';

export interface ChangeOptions extends CommonOptions, Filters {
  dryRun: boolean;
  yes: boolean;
  /** At most so many entries. */
  limit?: number;
}

/** What is done to entries of the ledger, one after the other. */
export interface Change {
  /** For example `replay`. */
  verb: string;
  /** Where filters ask for none. */
  statuses: LedgerStatus[];
  /** Entries a second; as fast as it goes if left out. */
  rate?: number;
  /** Why an entry is left as it is; undefined where it is changed. */
  refusal(entry: LedgerEntry): string | undefined;
  /** @returns what was done */
  apply(place: ReplayPlace, entry: LedgerEntry): Promise<string>;
}

/** What keeps anything from being done. */
const ENVIRONMENT = 1;

/**
 * Changes every entry that is meant by ids or filters, and reports each. What was done is in the
 * ledger: after an interruption, the same command goes on with the rest.
 */
export async function changeEntries(
  ids: string[],
  change: Change,
  options: ChangeOptions,
  run: Run,
): Promise<void> {
  const target = await findTarget(options);
  const place = ledgerOf(target);
  const all = await select(place, ids, options, change.statuses);
  const selected = all.slice(0, options.limit);
  if (selected.length === 0) {
    run.stderr.write(`There is nothing to ${change.verb}.\n`);
    return;
  }
  const report = new Report(options.json, run);
  if (options.dryRun) return plan(selected, change, { target, report });
  const count = selected.filter(({ entry }) => entry && !change.refusal(entry)).length;
  if (count > 0 && !options.yes) await confirm(question(count, change), run);
  const progress = await changeEach(selected, change, { target, place, report, run });
  report.close();
  tellEnd(progress, run);
}

/** Why it ended before all was done, if it did. */
function tellEnd({ left, stoppedBy }: Progress, run: Run): void {
  if (left === 0) return;
  const why = stoppedBy ? `Stopped, since ${nameOf(stoppedBy)} concerns all` : 'Interrupted';
  run.stderr.write(`${why}: ${left} left. The same command goes on with them.\n`);
  run.exitCode = stoppedBy ? ENVIRONMENT : INTERRUPTED;
}

function nameOf(error: unknown): string {
  return systemCode(error) ?? errorName(error);
}

function question(count: number, { verb, rate }: Change): string {
  const pace = rate ? `, ${rate} a second` : '';
  return `This is to ${verb} ${count} ${count === 1 ? 'message' : 'messages'}${pace}.`;
}

/** What would be done; what would fail, fails. */
function plan(
  selected: Selected[],
  { verb, refusal }: Change,
  { target, report }: Pick<Setting, 'target' | 'report'>,
): void {
  for (const { id, entry } of selected) {
    const why = entry && refusal(entry);
    if (!entry) report.add(failure(id, unknownEntry(target)));
    else if (why) report.add(failure(id, refused(id, why, target)));
    else report.add({ check: id, status: 'note', why: `would ${verb} it` });
  }
  report.close();
}
