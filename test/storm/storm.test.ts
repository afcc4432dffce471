import { Sandbox } from '../support/sandbox';
import { expectCalm } from './calm';
import { Storm, type StormSettings } from './storm';

/** The real quotas: at a multiple of them, the machine that runs this is the narrow place and nobody waits. */
const settings: StormSettings = {
  customers: 100,
  seconds: 1,
  quotas: 1,
  regulars: 3,
  timeoutSeconds: 300,
};

describe('a storm of new customers', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await Sandbox.start({ WAIT_MIN_SECONDS: '2', WAIT_MAX_SECONDS: '6' });
  });
  afterAll(() => sandbox.stop());

  it('reaches the agents: every message once, in order, in one chat for each customer', async () => {
    const storm = new Storm(sandbox, settings);
    const report = await storm.run();
    process.stdout.write(`${JSON.stringify(report)}\n`);
    await expectCalm(sandbox, storm);
  });
});
