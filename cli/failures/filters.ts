import { type Command, InvalidArgumentError, Option } from 'commander';
import type { LedgerQuery } from '../../domain/failures/ledger-reader';
import type { Direction, LedgerStatus } from '../../domain/ledger';

/** What entries of the ledger are chosen by. */
export interface Filters {
  status?: LedgerStatus[];
  direction?: Direction;
  channel?: string;
  customer?: string;
  error?: string;
  /** ISO 8601. */
  since?: string;
}

const STATUSES = [
  'RETRYING',
  'FAILED',
  'OUTCOME_UNKNOWN',
  'REPLAYING',
  'REPLAYED',
  'RECOVERED',
  'DISCARDED',
] as const satisfies LedgerStatus[];

const UNITS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

/** Adds the options that choose entries. */
export function withFilters(command: Command, defaultStatuses: string): Command {
  return command
    .addOption(
      new Option(
        '--status <status>',
        `one or more, with commas (default: ${defaultStatuses})`,
      ).argParser(statuses),
    )
    .addOption(
      new Option('--direction <direction>', 'to the agent, or to the customer').choices([
        'inbound',
        'outbound',
      ]),
    )
    .option('--channel <channel>', 'for example sms or facebook')
    .option('--customer <id>', "the customer's number or page-scoped id")
    .option('--error <name>', "the last error's name, as the list has it")
    .addOption(
      new Option(
        '--since <when>',
        'last failed since then: 30m, 24h, 7d, or an ISO 8601 instant',
      ).argParser((text) => instant(text)),
    );
}

/** Whether anything is filtered. */
export function isFiltered({ status, direction, channel, customer, error, since }: Filters) {
  return [status, direction, channel, customer, error, since].some((one) => one !== undefined);
}

/** The query of the filters, for these statuses unless others are asked for. */
export function queryOf(filters: Filters, defaults: LedgerStatus[]): LedgerQuery {
  const { status = defaults, since, direction, channel, customer: vendorId, error } = filters;
  const where = { direction, channel, vendorId, error };
  const given = Object.entries(where).filter(([, value]) => value !== undefined);
  return { statuses: status, since, where: Object.fromEntries(given) };
}

/** An instant, or how long ago it was. @returns ISO 8601 */
export function instant(text: string, now = Date.now()): string {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  if (count && unit) {
    const seconds = Number(count) * UNITS[unit as keyof typeof UNITS];
    return new Date(now - seconds * 1000).toISOString();
  }
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return new Date(at).toISOString();
  throw new InvalidArgumentError('It must be like 30m, 24h, 7d or 2026-11-20T10:00:00Z.');
}

function statuses(text: string, before: LedgerStatus[] = []): LedgerStatus[] {
  const given = text.split(',').map((one) => one.trim().toUpperCase());
  const known = given.filter((one): one is LedgerStatus => STATUSES.includes(one as LedgerStatus));
  if (known.length === given.length) return [...before, ...known];
  throw new InvalidArgumentError(`It must be of ${STATUSES.join(', ')}.`);
}
