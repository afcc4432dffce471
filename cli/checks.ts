import { advice, explain } from './errors';
import type { Finding, Report } from './report';

export interface Check {
  name: string;
  /**
   * @returns what was found
   * @throws Failed, Skipped; any other error fails the check, too
   */
  run(): Promise<string>;
}

/** A check that did not pass, and what to do about it. */
export class Failed extends Error {
  override readonly name = 'Failed';

  constructor(
    why: string,
    readonly todo: string,
  ) {
    super(why);
  }
}

/** What to do where a part of the stack is not as it was deployed: another deployment changes nothing. */
export const RESTORE =
  'Somebody changed it: detect the drift of the stack in CloudFormation, and restore it.';

/** A check that could not be tried. */
export class Skipped extends Error {
  override readonly name = 'Skipped';
}

/** Runs checks all at once, and reports in their order; one that fails keeps none from running. */
export async function runChecks(checks: Check[], report: Report): Promise<void> {
  for (const finding of checks.map(findingOf)) report.add(await finding);
}

/** What a check finds. */
export async function findingOf({ name: check, run }: Check): Promise<Finding> {
  try {
    return { check, status: 'pass', why: await run() };
  } catch (error) {
    return failure(check, error);
  }
}

/** What an error means for a check. */
export function failure(check: string, error: unknown): Finding {
  if (error instanceof Skipped) return { check, status: 'skip', why: error.message };
  if (error instanceof Failed) {
    return { check, status: 'fail', why: error.message, todo: error.todo };
  }
  return { check, status: 'fail', why: explain(error), todo: advice(error) };
}
