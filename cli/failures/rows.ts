import type { LedgerEntry } from '../../domain/ledger';

/** The heads of the columns. */
export const HEADS = ['ID', 'STATUS', 'LAST FAILED', 'CUSTOMER', 'ERROR'];

/** An entry as a line of the list. Z says UTC, as in ISO 8601; the year is in `show`. */
export function row({ id, status, lastFailedAt, error, ...entry }: LedgerEntry): string[] {
  const failedAt = `${lastFailedAt.slice(5, 16).replace('T', ' ')}Z`;
  return [id, status, failedAt, customer(entry), error];
}

/** Whom the message came from, or was to reach. */
export function customer({ direction, vendorId = 'unknown' }: Partial<LedgerEntry>): string {
  return `${direction === 'inbound' ? 'from' : 'to'} ${vendorId}`;
}

/** How many entries there are of each status, in words; empty where there is none. */
export function tally(entries: LedgerEntry[]): string {
  const counts = new Map<string, number>();
  for (const { status } of entries) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${count} ${status}`).join(', ');
}
