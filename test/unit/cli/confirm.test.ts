import { PassThrough } from 'node:stream';
import { confirm } from '../../../cli/confirm';
import type { Terminal } from '../../../cli/terminal';

/** A person at a terminal who types this; undefined: who ends the input, as with Ctrl-D. */
function typing(answer?: string): Terminal {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  if (answer === undefined) stdin.end();
  else stdin.write(`${answer}\n`);
  return { stdin, stderr: new PassThrough() } as unknown as Terminal;
}

describe('confirm', () => {
  it.each(['y', 'yes', 'Y'])('goes on after %s', async (answer) => {
    await expect(confirm('Really?', typing(answer))).resolves.toBeUndefined();
  });

  it.each(['n', '', 'of course not'])('does nothing after "%s"', async (answer) => {
    await expect(confirm('Really?', typing(answer))).rejects.toThrow('Nothing was done.');
  });

  it('does nothing where the input ends', async () => {
    await expect(confirm('Really?', typing())).rejects.toThrow('Nothing was done.');
  });
});
