import { numberFrom } from '../support/environment';
import { sandbox } from '../support/shared-sandbox';
import { checkAll } from './check';

describe('whatever happens, in whatever order', () => {
  it('nothing is lost or doubled, each customer has one chat, and no execution a token', async () => {
    const [seed, numRuns] = [numberFrom('SEED', 20_261_121), numberFrom('RUNS', 12)];
    await checkAll(sandbox, { seed, numRuns });
  });
});
