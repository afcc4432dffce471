import { findEntries } from '../../domain/failures/ledger-reader';
import type { LedgerStatus } from '../../domain/ledger';
import type { CommonOptions } from '../command';
import { findTarget } from '../stack/target';
import { table } from '../table';
import type { Run } from '../terminal';
import { type Filters, isFiltered, queryOf } from './filters';
import { ledgerOf } from './place';
import { HEADS, row, tally } from './rows';

/** What is not settled. */
const OPEN: LedgerStatus[] = ['FAILED', 'OUTCOME_UNKNOWN', 'RETRYING', 'REPLAYING'];

/** Prints entries, those first that failed first. */
export async function list(options: CommonOptions & Filters, run: Run): Promise<void> {
  const target = await findTarget(options);
  const entries = await findEntries(ledgerOf(target), queryOf(options, OPEN));
  const lines = options.json
    ? entries.map((entry) => JSON.stringify(entry))
    : table(entries.length > 0 ? [HEADS, ...entries.map(row)] : []);
  for (const line of lines) run.stdout.write(`${line}\n`);
  const [first] = entries;
  const next = first ? ` Next: ${target.commandLine('failures', 'show', first.id)}` : '';
  const none = isFiltered(options) ? 'no failures that match' : 'no failures';
  run.stderr.write(`${tally(entries) || none}.${next}\n`);
}
