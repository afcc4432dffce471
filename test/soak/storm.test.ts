import { expectCalm } from '../storm/calm';
import { Storm } from '../storm/storm';
import { Sandbox } from '../support/sandbox';

/** The real quotas, and the pauses of a deployment. Takes four minutes; printed figures need an idle machine. */
const settings = { customers: 1_000, seconds: 60, quotas: 1, regulars: 5, timeoutSeconds: 600 };

describe('1,000 new customers within a minute', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    const env = { WAIT_MIN_SECONDS: '5', WAIT_MAX_SECONDS: '15', POWERTOOLS_LOG_LEVEL: 'ERROR' };
    sandbox = await Sandbox.start(env, { hurry: false });
  });
  afterAll(() => sandbox.stop());

  it('reach the agents as fast as the quotas allow', async () => {
    const storm = new Storm(sandbox, settings);
    const report = await storm.run();
    const ofQuota = report.secondsByQuota / report.seconds;
    process.stdout.write(`${JSON.stringify({ ...report, ofQuota })}\n`);
    await expectCalm(sandbox, storm);
    // Not in CI: it tells of the machine as well.
    expect(ofQuota).toBeGreaterThan(0.9);
  });
});
