import type * as z from 'zod';
import { problemsOf } from '../domain/problems';
import { InvalidPayload } from './channel';

/**
 * The value, if it has the shape of the schema.
 *
 * @param place the path to the value, where it is part of a payload
 *
 * @throws InvalidPayload with the path and the expectation of the first ten mismatches
 */
export function validate<Value>(schema: z.ZodType<Value>, value: unknown, place?: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidPayload(problemsOf(result.error, place));
}
