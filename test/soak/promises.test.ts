import { checkAll } from '../properties/check';
import { numberFrom } from '../support/environment';
import { sandbox, useSandbox } from '../support/shared-sandbox';

/** As many runs, and as many minutes at most. */
const bounds = { numRuns: numberFrom('RUNS', 500), minutes: numberFrom('MINUTES', 15) };

describe('whatever happens, in whatever order, for a quarter of an hour', () => {
  useSandbox();

  it('nothing is lost or doubled, each customer has one chat, and no execution a token', async () => {
    const seed = numberFrom('SEED', Date.now() % 2 ** 31);
    const interruptAfterTimeLimit = bounds.minutes * 60_000;
    await checkAll(sandbox, { seed, numRuns: bounds.numRuns, interruptAfterTimeLimit });
  });
});
