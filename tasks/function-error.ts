import * as z from 'zod';

/** A function's error in an execution is JSON with a stack trace (Lambda developer guide, "Function errors"). */
const errorSchema = z.object({ errorMessage: z.string() });

/** The message of a function's error; undefined where the cause is something else. */
export function functionErrorMessage(cause: string): string | undefined {
  return errorSchema.safeParse(parseJson(cause)).data?.errorMessage;
}

/** The value; undefined where the text is no JSON. */
export function parseJson(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
