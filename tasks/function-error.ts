import * as z from 'zod';
import { parseJson } from '../domain/json';

/** A function's error in an execution is JSON with a stack trace (Lambda developer guide, "Function errors"). */
const errorSchema = z.object({ errorMessage: z.string() });

/** The message of a function's error; undefined where the cause is something else. */
export function functionErrorMessage(cause: string): string | undefined {
  return errorSchema.safeParse(parseJson(cause)).data?.errorMessage;
}
