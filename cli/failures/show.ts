import { findEntry } from '../../domain/failures/ledger-reader';
import type { Attempt, LedgerEntry } from '../../domain/ledger';
import type { CommonOptions } from '../command';
import { findTarget } from '../stack/target';
import { table } from '../table';
import type { Run } from '../terminal';
import { executionLink } from './execution-link';
import { nextSteps, type Step } from './next-steps';
import { ledgerOf } from './place';
import { customer } from './rows';

/** Prints everything about one entry. */
export async function show(id: string, options: CommonOptions, run: Run): Promise<void> {
  const target = await findTarget(options);
  const entry = await findEntry(ledgerOf(target), id);
  if (!entry) {
    run.stderr.write(`The ledger has no entry ${id}.\n`);
    run.exitCode = 2;
    return;
  }
  const link = (attempt: Attempt) => executionLink(attempt, target, options.sandbox);
  const attempts = entry.attempts.map((one) => ({ ...one, ...withLink(link(one)) }));
  const steps = nextSteps(entry, target);
  const text = options.json
    ? JSON.stringify({ ...entry, attempts, next: steps.map(([step]) => step) })
    : [...sheet(entry, link), ...next(steps)].join('\n');
  run.stdout.write(`${text}\n`);
}

function withLink(console: string | undefined): { console?: string } {
  return console ? { console } : {};
}

function sheet(entry: LedgerEntry, link: (attempt: Attempt) => string | undefined): string[] {
  const { id, status, channel = 'unknown', businessId = 'unknown', contactId } = entry;
  return [
    ...table([
      ['id', id],
      ['status', status],
      ['customer', `${customer(entry)} by ${channel}; the business is ${businessId}`],
      ...(contactId ? [['contact', contactId]] : []),
      ['failed', `first ${entry.firstFailedAt}, last ${entry.lastFailedAt}`],
      ['counted', counted(entry)],
    ]),
    '',
    ...message(entry.message),
    ...entry.attempts.flatMap((one, index) => ['', ...attempt(one, index, link(one))]),
    ...lastWait(entry, link),
    '',
  ];
}

function counted({ attemptCount = 0, waitCount = 0, replays = 0 }: LedgerEntry): string {
  return `attempts ${attemptCount}, waits for a quota ${waitCount}, since it was last queued; replays ${replays}`;
}

function message(message: unknown): string[] {
  const text = typeof message === 'string' ? message : JSON.stringify(message, undefined, 2);
  return under('message', text.split('\n'));
}

function attempt(one: Attempt, index: number, link?: string): string[] {
  return told(`attempt   ${index + 1}, `, one, link);
}

/** What came after the last attempt: a wait, or an attempt that began. They are counted, not listed. */
function lastWait(entry: LedgerEntry, link: (attempt: Attempt) => string | undefined): string[] {
  const { attempts, lastFailedAt: at, error, cause, executionArn } = entry;
  if (attempts.at(-1)?.at === at) return [];
  const last = { at, error, cause, executionArn };
  return ['', ...told('last      ', last, link(last))];
}

function told(head: string, { at, error, cause }: Attempt, link?: string): string[] {
  return [
    `${head}${at}: ${error}`,
    ...(cause ? [`          ${cause}`] : []),
    ...(link ? [`          ${link}`] : []),
  ];
}

/** Commands have lines of their own, so that they can be taken as they stand. */
function next(steps: Step[]): string[] {
  const lines = steps.flatMap(([step, when]) => (when ? [when, step] : [step]));
  return under('next', lines);
}

/** Lines, the first of them beside their head. */
function under(head: string, lines: string[]): string[] {
  return lines.map((line, index) => `${(index === 0 ? head : '').padEnd(10)}${line}`);
}
