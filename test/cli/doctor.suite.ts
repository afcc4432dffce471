import { chatOps, findingsOf } from '../support/cli';
import { altered, outputs } from '../support/sandbox-stack';
import { useServers } from '../support/serve';
import { sandbox } from '../support/shared-sandbox';

describe('chat-ops doctor', () => {
  beforeAll(() => sandbox.reset());
  const serve = useServers();
  const doctor = (url = sandbox.url) => findingsOf(['doctor', '--sandbox', url]);

  it('passes every check of a stack that is well, leaves it as it was, and exits with 0', async () => {
    const { findings, code, stderr } = await doctor();
    expect(findings.filter(({ status }) => status !== 'pass')).toEqual([]);
    expect(findings.map(({ check }) => check)).toEqual([
      'streaming topic',
      'streaming topic policy',
      'streaming topic key',
      'SMS topic',
      'SMS topic policy',
      'SMS topic key',
      ...['inbound', 'outbound', 'sms-notifications', 'agent-events'].flatMap((queue) => [
        queue,
        `${queue} reader`,
        `${queue}-dead-letters`,
        `${queue}-dead-letters reader`,
      ]),
      'pipeline',
      'Facebook secret',
      'webhook verification',
      'webhook refusal',
      'webhook delivery',
    ]);
    expect([code, stderr]).toEqual([0, '27 pass\n']);
    // The stack is as it was.
    await sandbox.settled();
    expect(await sandbox.contacts()).toEqual([]);
    expect(await sandbox.get('/sandbox/outbox')).toEqual([]);
    expect(await sandbox.failures()).toEqual([]);
    const executions = await sandbox.executions();
    expect(executions).toEqual([
      expect.objectContaining({ machine: 'agent-event-router', status: 'SUCCEEDED' }),
    ]);
  });

  it('prints a table for people, without a secret in it', async () => {
    const { stdout, stderr, code } = await chatOps(['doctor', '--sandbox', sandbox.url]);
    expect(stdout).toMatch(/^pass {2}streaming topic +standard, in us-east-1$/m);
    expect(stdout).toMatch(/^pass {2}Facebook secret +has PAGE_TOKEN, APP_SECRET, VERIFY_TOKEN$/m);
    expect(stdout + stderr).not.toMatch(/sandbox-(app-secret|verify-token|page-token)/);
    expect(code).toBe(0);
  });

  it('does not look for what belongs to a channel that the stack lacks', async () => {
    const foreign = Object.keys(await outputs()).filter((name) => /^(Sms|Facebook)/.test(name));
    const without = Object.fromEntries(foreign.map((name) => [name, undefined]));
    const { findings, code } = await doctor(await serve(altered({ outputs: without })));
    expect(findings.filter(({ check }) => /SMS|sms|Facebook|webhook/.test(check))).toEqual([]);
    expect([findings.length, code]).toEqual([16, 0]);
  });

  it('says what to do about what fails, and exits with 2', async () => {
    const url = await serve(altered({ services: { lambda: () => ({}) } }));
    const { code, stdout, stderr } = await chatOps(['doctor', '--sandbox', url]);
    expect(stdout).toMatch(
      /^fail {2}inbound reader +no function reads it\n +→ Somebody changed it: detect the drift/m,
    );
    expect([code, stderr]).toEqual([2, '18 pass, 1 skip, 8 fail\n']);
  });
});
