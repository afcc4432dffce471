import type { ZodError } from 'zod';

/** Thousands of events in one payload may have the same fault; answers, logs and items have limits. */
const TOLD = 10;

/** What a schema found wrong, by path, the first ten at most; quotes nothing of the value. */
export function problemsOf({ issues }: ZodError): string[] {
  const told = issues
    .slice(0, TOLD)
    .map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  return issues.length > TOLD ? [...told, `and ${issues.length - TOLD} more`] : told;
}
