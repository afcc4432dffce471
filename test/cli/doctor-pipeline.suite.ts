import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { pipelineCheck } from '../../cli/doctor/pipeline';
import { chatOps } from '../support/cli';
import { useChecks } from '../support/doctor';
import { clientConfig, disable, outputs, unsubscribe } from '../support/sandbox-stack';
import { resetBeforeEach, sandbox } from '../support/shared-sandbox';

describe('chat-ops doctor: the pipeline', () => {
  resetBeforeEach();

  /** Of all sessions and contacts. */
  const keys = async () => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient(clientConfig('dynamodb')));
    const TableName = (await outputs()).SessionTableName;
    return (await client.send(new ScanCommand({ TableName }))).Items?.map(({ pk }) => pk);
  };
  const { complaints } = useChecks((target) => [
    pipelineCheck(target, 1, new AbortController().signal),
  ]);

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

  it('is skipped when somebody interrupts, and leaves no session', async () => {
    await unsubscribe();
    const args = ['doctor', '--sandbox', sandbox.url];
    const interruptAt = 'agent-events-dead-letters reader';
    const { code, stdout, stderr } = await chatOps(args, { interruptAt });
    expect(stdout).toMatch(/^skip {2}pipeline +interrupted$/m);
    expect(stderr).toBe('Interrupted: removing the test session.\n26 pass, 1 skip\n');
    expect(code).toBe(130);
    expect(await keys()).toEqual([expect.stringMatching(/^contact#chat-ops-doctor-/)]);
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
