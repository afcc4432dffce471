import { setTimeout as sleep } from 'node:timers/promises';
import { isoTime } from '../../domain/clock';
import { findEntries } from '../../domain/failures/ledger-reader';
import type { LedgerEntry } from '../../domain/ledger';
import type { CommonOptions } from '../command';
import { explain, isTransient } from '../errors';
import { untilInterrupted } from '../interruption';
import { findTarget } from '../stack/target';
import { table } from '../table';
import type { Run } from '../terminal';
import { type Filters, queryOf } from './filters';
import { ledgerOf } from './place';
import { row } from './rows';

export interface WatchOptions extends CommonOptions, Filters {
  /** Seconds between two looks. */
  interval: number;
}

/** The index lags behind, and clocks differ: each look goes back this far. */
const OVERLAP_MS = 60_000;

/**
 * Prints each failure as it comes, until somebody interrupts. What may be over at the next look, a
 * throttle or a network that is down, is told once and waited out.
 */
export async function watch(options: WatchOptions, run: Run): Promise<void> {
  const place = ledgerOf(await findTarget(options));
  const signal = untilInterrupted(run);
  const seen = new Set<string>();
  let since = options.since ?? isoTime();
  let trouble = '';
  run.stderr.write('Watching for failures; Ctrl-C ends it.\n');
  while (!signal.aborted) {
    const look = isoTime(Date.now() - OVERLAP_MS);
    const query = queryOf({ ...options, since }, ['FAILED', 'OUTCOME_UNKNOWN']);
    const found = await findEntries(place, query).catch(transient);
    if (found instanceof Error) {
      trouble = tell(found, trouble, run);
    } else {
      trouble = '';
      for (const entry of found) print(entry, seen, options.json, run);
      since = since > look ? since : look;
    }
    await sleep(options.interval * 1000, undefined, { signal }).catch(() => undefined);
  }
}

/** @throws what would not be over at the next look */
function transient(error: Error): Error {
  if (isTransient(error)) return error;
  throw error;
}

/** @returns the trouble, in a sentence that was told */
function tell(error: Error, before: string, { stderr }: Run): string {
  const trouble = explain(error);
  if (trouble !== before) stderr.write(`${trouble} Still watching.\n`);
  return trouble;
}

/** Each failure once: an entry that failed again is another one. */
function print(entry: LedgerEntry, seen: Set<string>, json: boolean, { stdout }: Run): void {
  const key = `${entry.id} ${entry.lastFailedAt}`;
  if (seen.has(key)) return;
  seen.add(key);
  stdout.write(`${json ? JSON.stringify(entry) : table([row(entry)]).join('')}\n`);
}
