import { createHash } from 'node:crypto';
import { ZodError } from 'zod';
import { type Direction, type LedgerMessage, ledgerId } from '../domain/ledger';
import { problemsOf } from '../domain/problems';

/** An item of a DynamoDB table takes 400 KB, and a character up to three bytes of it. */
const KEPT = 100_000;

/**
 * What nobody can read, as the ledger keeps it: its beginning, if it is very long. The same body is
 * the same entry.
 */
export function unreadableMessage(body: string, direction: Direction): LedgerMessage {
  const hash = createHash('sha256').update(body).digest('hex');
  return { id: ledgerId(hash), direction, message: body.slice(0, KEPT) };
}

/** What is wrong with it. A schema's complaint names paths; a JSON parser's quotes the text, so it is left out. */
export function unreadableCause(error: Error): string {
  if (error instanceof ZodError) return problemsOf(error).join('; ');
  return error instanceof SyntaxError ? 'not JSON' : error.message;
}
