import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NOT_DEPLOYABLE = `The context cannot be deployed:
  - No contact flow is chosen: give contactFlowId, or queueId to have a sample flow deployed that leads to this queue.
  - No channel is chosen: give smsNumber for SMS, fbSecretArn for Facebook Messenger, or both.
`;

/** As the CDK command line runs it. */
function runApp(context: Record<string, string>) {
  // Each CDK app leaves a directory behind.
  const TMPDIR = mkdtempSync(join(tmpdir(), 'app-'));
  const env = { ...process.env, TMPDIR, CDK_CONTEXT_JSON: JSON.stringify(context) };
  const app = spawnSync(process.execPath, ['--import', 'tsx', 'infra/app.ts'], {
    cwd: join(__dirname, '../..'),
    encoding: 'utf8',
    env,
  });
  rmSync(TMPDIR, { recursive: true });
  return app;
}

describe('the CDK app', () => {
  it('says what is wrong with its context, without a stack trace, and fails', () => {
    const amazonConnectArn = 'arn:aws:connect:eu-central-1:210987654321:instance/i';
    const { stdout, stderr, status } = runApp({ amazonConnectArn });
    expect({ stdout, stderr, status }).toEqual({ stdout: '', stderr: NOT_DEPLOYABLE, status: 1 });
  });
});
