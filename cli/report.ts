import { styleText } from 'node:util';
import type { Run } from './terminal';

export type Status = 'pass' | 'note' | 'skip' | 'fail';

/** One line of a report. The names of the fields are those of `--json`. */
export interface Finding {
  check: string;
  /** note: observed, and neither good nor bad. skip: could not be tried, for the reason given. */
  status: Status;
  why: string;
  /** What to do about it. */
  todo?: string;
}

const colours = { pass: 'green', note: 'cyan', skip: 'yellow', fail: 'red' } as const;
/** The longest name: sms-notifications-dead-letters reader. */
const CHECK_WIDTH = 37;

/** Prints findings as they come: one JSON object a line, or a table for people. */
export class Report {
  private readonly counts = { pass: 0, note: 0, skip: 0, fail: 0 };

  constructor(
    private readonly json: boolean,
    private readonly run: Run,
  ) {}

  add(finding: Finding): void {
    this.counts[finding.status] += 1;
    const line = this.json ? JSON.stringify(finding) : row(finding, this.run.stdout);
    this.run.stdout.write(`${line}\n`);
  }

  /** Sums up on standard error. Sets exit code 2 where something failed. */
  close(): void {
    const counts = Object.entries(this.counts).filter(([, count]) => count > 0);
    this.run.stderr.write(`${counts.map(([status, count]) => `${count} ${status}`).join(', ')}\n`);
    if (this.counts.fail > 0) this.run.exitCode = 2;
  }
}

function row({ check, status, why, todo }: Finding, stdout: Run['stdout']): string {
  const line = `${coloured(status, stdout)}  ${check.padEnd(CHECK_WIDTH)}  ${why}`;
  return todo ? `${line}\n${' '.repeat(CHECK_WIDTH + 8)}→ ${todo}` : line;
}

function coloured(status: Status, stdout: Run['stdout']): string {
  return stdout.isTTY && stdout.hasColors?.() ? styleText(colours[status], status) : status;
}
