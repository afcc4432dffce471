import type { ZodError } from 'zod';

/** Thousands of events in one payload may have the same fault; answers, logs and items have limits. */
const TOLD = 10;

/** What a schema found wrong, by path, the first ten at most; quotes nothing of the value. */
export function problemsOf({ issues }: ZodError, place?: string): string[] {
  const start = place ? [place] : [];
  const problems = issues.map(({ path, message }) => {
    return `${[...start, ...path].join('.') || 'body'}: ${message}`;
  });
  return firstOf(problems);
}

/** The first ten problems, and how many more there are. */
export function firstOf(problems: string[]): string[] {
  const more = problems.length - TOLD;
  return more > 0 ? [...problems.slice(0, TOLD), `and ${more} more`] : problems;
}
