import { chatOps, findingsOf } from '../support/cli';
import { altered } from '../support/sandbox-stack';
import { useServers } from '../support/serve';
import { resetBeforeEach, sandbox } from '../support/shared-sandbox';

const ANA = '+14255550182';

const run = (command: string, ...args: string[]) =>
  findingsOf([command, ...args, '--sandbox', sandbox.url]);

describe('chat-ops pause and resume', () => {
  resetBeforeEach();

  it('stop a queue, keep its messages, and start it again', async () => {
    const paused = await run('pause', 'inbound');
    expect(paused.findings).toEqual([
      { check: 'inbound', status: 'pass', why: 'Disabled: dispatch-inbound' },
    ]);
    await sandbox.sms(ANA, 'hello');
    expect(await sandbox.contacts()).toEqual([]);
    const resumed = await run('resume', 'inbound');
    expect(resumed.findings).toEqual([
      { check: 'inbound', status: 'pass', why: 'Enabled: dispatch-inbound' },
    ]);
    await sandbox.settled();
    expect(await sandbox.saidBy(ANA)).toEqual([['hello']]);
    expect([paused.code, resumed.code]).toEqual([0, 0]);
  });

  it('take several queues, and those of dead letters', async () => {
    const queues = ['outbound', 'agent-events', 'inbound-dead-letters'];
    const { findings, code } = await run('pause', ...queues);
    expect(findings.map(({ check, why }) => `${check} ${why}`)).toEqual([
      'outbound Disabled: dispatch-outbound',
      'agent-events Disabled: receive-agent-event',
      'inbound-dead-letters Disabled: record-failure',
    ]);
    expect(code).toBe(0);
  });

  it('are shown as a table to people', async () => {
    const { stdout } = await chatOps(['pause', 'outbound', '--sandbox', sandbox.url]);
    expect(stdout).toMatch(/^pass {2}outbound +Disabled: dispatch-outbound\n$/);
  });
});

describe('chat-ops pause and resume, where nothing changes', () => {
  const serve = useServers();
  beforeAll(() => sandbox.reset());
  afterEach(() => sandbox.faults());

  it('are content where the state is reached already', async () => {
    await sandbox.faults({ api: 'lambda:UpdateEventSourceMapping', mode: 'error' });
    expect((await run('resume', 'inbound')).code).toBe(0);
  });

  it('refuse a queue that is not there, and name those that are', async () => {
    const { code, stderr, stdout } = await run('pause', 'inbound', 'sideways');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^There is no queue sideways here: give one or more of inbound, .*\.\n$/,
    );
    expect((await run('resume', 'inbound')).findings[0]?.why).toContain('Enabled');
  });

  it('fail with 2 where Lambda refuses', async () => {
    const error = 'ResourceConflictException';
    await sandbox.faults({
      api: 'lambda:UpdateEventSourceMapping',
      mode: 'error',
      error,
      status: 409,
    });
    const { code, findings } = await run('pause', 'inbound', 'outbound');
    expect(code).toBe(2);
    expect(findings).toMatchObject([
      { check: 'inbound', status: 'fail', why: `${error}: ${error}` },
      { check: 'outbound', status: 'fail', why: `${error}: ${error}` },
    ]);
  });

  it('fail with 2 where the state is not reached in time', async () => {
    const mapping = { UUID: 'm', FunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:f' };
    const lambda = (_: string, { url = '' }: { url?: string }) =>
      url.includes('EventSourceArn')
        ? { EventSourceMappings: [{ ...mapping, State: 'Enabled' }] }
        : { ...mapping, State: 'Disabling' };
    const url = await serve(altered({ services: { lambda } }));
    const args = ['pause', 'inbound', '--sandbox', url, '--timeout', '0'];
    const { code, findings } = await findingsOf(args);
    expect(code).toBe(2);
    expect(findings).toMatchObject([{ check: 'inbound', status: 'fail', why: 'still Disabling' }]);
  });
});
