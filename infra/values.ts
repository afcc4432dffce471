/** What a value of the context may be. Each problem is what follows the key in a sentence. */

import { PiiEntityType } from '@aws-sdk/client-comprehend';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { closest, distance } from 'fastest-levenshtein';
import * as z from 'zod';

const LONGEST_QUOTED = 100;

/** Says what is expected and what was given. */
function mustBe(expectation: string, given: unknown): string {
  return `must be ${expectation}${given === undefined ? '' : `, not ${quoted(given)}`}`;
}

function quoted(given: unknown): string {
  const isLong = typeof given === 'string' && given.length > LONGEST_QUOTED;
  if (!isLong) return JSON.stringify(given);
  return `${JSON.stringify(`${given.slice(0, LONGEST_QUOTED)}…`)} (${given.length} characters)`;
}

/** Text of a given form. */
export const expected = (form: RegExp, expectation: string) => {
  const error = ({ input }: { input?: unknown }) => mustBe(expectation, input);
  return z.string({ error }).regex(form, { error });
};

/** Words for a customer; `off`, in any case of letters, for none. */
export const text = (longest: number) =>
  expected(
    new RegExp(`^(?=[^]*\\S)[^]{1,${longest}}$`),
    `text of at most ${longest} characters, or "off"`,
  );

/** One of a list, as text: `-c key=5` is text, and so is `-c key=true`. */
const listed = <Value>(values: readonly Value[], expectation: string) =>
  z.unknown().transform((given, context) => {
    const value = values.find((candidate) => String(candidate) === String(given));
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: mustBe(expectation, given) });
    return z.NEVER;
  });

export const oneOf = <const Value>(...values: Value[]) =>
  listed(values, `one of ${values.join(', ')}`);
export const flag = () => listed([true, false], 'true or false');

/** A number as context carries it. */
export const number = (min: number, max: number) =>
  z.unknown().transform((given, context) => {
    const value = /^\d+$/.test(String(given)) ? Number(given) : Number.NaN;
    if (value >= min && value <= max) return value;
    const message = mustBe(`a whole number from ${min} to ${max}`, given);
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

/** The days that CloudWatch Logs may be told to keep. */
const RETENTIONS = Object.values(RetentionDays).filter(
  (days): days is RetentionDays => typeof days === 'number' && days !== RetentionDays.INFINITE,
);
export const retention = () => oneOf(...RETENTIONS);

const PII_TYPES = Object.keys(PiiEntityType);
const PII_LIST = 'types of personal data, separated by commas';

/** The type that was nearly given, or all that there are. */
function piiHint(given: string): string {
  const near = closest(given.toUpperCase(), PII_TYPES);
  const isNear = distance(given.toUpperCase(), near) <= 2;
  return isNear ? `did you mean ${near}?` : `Comprehend knows ${PII_TYPES.join(', ')}`;
}

export const piiTypes = z
  .string({ error: ({ input }) => mustBe(PII_LIST, input) })
  .transform((list, context) => {
    const types = list.split(',').map((type) => type.trim());
    for (const type of types.filter((t) => !PII_TYPES.includes(t))) {
      const message = `has the unknown type "${type}" (${piiHint(type)})`;
      context.addIssue({ code: 'custom', message });
    }
    return types;
  });
