import {
  byFailure,
  findEntries,
  findEntry,
  type LedgerPlace,
} from '../../domain/failures/ledger-reader';
import { isStranded } from '../../domain/failures/refusals';
import type { LedgerEntry, LedgerStatus } from '../../domain/ledger';
import { CliError } from '../errors';
import { type Filters, isFiltered, queryOf } from './filters';

/** An entry that is to be changed; without one where the id that was given is none. */
export interface Selected {
  id: string;
  entry?: LedgerEntry | undefined;
}

/**
 * The entries that are meant by ids or filters, in the order in which they are to be changed.
 *
 * @param defaults statuses where none is asked for. Of REPLAYING, those alone are taken whose
 *   replay was begun and not ended: an interruption left them
 * @throws CliError where nothing or both is given
 */
export async function select(
  place: LedgerPlace,
  ids: string[],
  filters: Filters,
  defaults: LedgerStatus[],
): Promise<Selected[]> {
  if (ids.length > 0 === isFiltered(filters)) {
    throw new CliError('Give either ids or filters: --status FAILED takes all that failed.');
  }
  if (ids.length > 0) return byIds(place, [...new Set(ids)]);
  const entries = await findEntries(place, queryOf(withStranded(filters, defaults), defaults));
  return entries
    .filter((entry) => isAskedFor(entry, filters))
    .map((entry) => ({ id: entry.id, entry }));
}

/** Whoever replays what failed means what an interruption left of it, too. */
function withStranded(filters: Filters, defaults: LedgerStatus[]): Filters {
  if (!filters.status?.includes('FAILED') || !defaults.includes('REPLAYING')) return filters;
  return { ...filters, status: [...new Set([...filters.status, 'REPLAYING' as const])] };
}

function isAskedFor(entry: LedgerEntry, { status }: Filters): boolean {
  return (
    entry.status !== 'REPLAYING' || isStranded(entry) || Boolean(status?.includes('REPLAYING'))
  );
}

/** In the same order as by filters, whatever the order of the ids; those that are none come first. */
async function byIds(place: LedgerPlace, ids: string[]): Promise<Selected[]> {
  const found = new Map<string, LedgerEntry>();
  for (const id of ids) {
    const entry = await findEntry(place, id);
    if (entry) found.set(id, entry);
  }
  const unknown = ids.filter((id) => !found.has(id)).map((id) => ({ id }));
  const entries = [...found.values()].sort(byFailure);
  return [...unknown, ...entries.map((entry) => ({ id: entry.id, entry }))];
}
