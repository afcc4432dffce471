import { pipelineCheck } from '../../cli/doctor/pipeline';
import { chatOps } from '../support/cli';
import { useChecks } from '../support/doctor';
import { disable, unsubscribe } from '../support/sandbox-stack';
import { resetBeforeEach, sandbox } from '../support/shared-sandbox';

describe('chat-ops doctor: the pipeline', () => {
  resetBeforeEach();
  const { complaints } = useChecks((target) => [pipelineCheck(target, 1)]);

  it.each([
    ['agent-events', 'agent-events'],
    ['outbound', 'outbound.fifo'],
  ])('is not tried while %s is paused', async (name, queue) => {
    await disable(queue);
    const why = `${name} is paused`;
    expect(await complaints()).toContainEqual({ check: 'pipeline', status: 'skip', why });
  });

  it('fails where what the topic takes goes nowhere', async () => {
    await unsubscribe();
    expect(await complaints()).toEqual([
      {
        check: 'pipeline',
        status: 'fail',
        why: 'a test notification did not go through within 1 s',
      },
    ]);
  });

  it('harms nobody where the notification comes too late', async () => {
    await disable('agent-events');
    // Taken for read, so that the notification is sent and waits.
    const mappings = [{ State: 'Enabled', FunctionArn: 'arn:aws:lambda:r:a:function:f' }];
    const lambda = () => ({ EventSourceMappings: mappings });
    const found = await complaints({ services: { lambda } });
    expect(found.map(({ check }) => check)).toEqual(['pipeline']);
    await chatOps(['resume', 'agent-events', '--sandbox', sandbox.url]);
    await sandbox.settled();
    expect((await sandbox.executions()).map(({ status }) => status)).toEqual(['SUCCEEDED']);
    expect(await sandbox.failures()).toEqual([]);
  });
});
