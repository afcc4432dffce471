import { createInterface } from 'node:readline/promises';
import { CliError } from './errors';
import type { Terminal } from './terminal';

/**
 * Asks before something is done that others notice.
 *
 * @throws CliError where the answer is no, or nobody can be asked
 */
export async function confirm(question: string, { stdin, stderr }: Terminal): Promise<void> {
  if (!stdin.isTTY) throw new CliError(`${question} Nobody can be asked here: give --yes.`);
  const terminal = createInterface({ input: stdin, output: stderr });
  // Ctrl-C and Ctrl-D end the interface, and leave the question without an answer.
  const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  const answer = await Promise.race([terminal.question(`${question} Continue? [y/N] `), ended]);
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new CliError('Nothing was done.');
}
