import { type SFNClient, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { connect } from '../../../domain/clients/connect';
import { connectParticipant } from '../../../domain/clients/connect-participant';
import { sfn } from '../../../domain/clients/sfn';
import { sqs } from '../../../domain/clients/sqs';

interface Request {
  hostname: string;
}

/** The hosts that a client's calls go to; each call is answered with a server error. */
function hostsOf(client: { config: { requestHandler: object } }): string[] {
  const hosts: string[] = [];
  const handle = async ({ hostname }: Request) => {
    hosts.push(hostname);
    return { response: { statusCode: 500, headers: {}, body: Buffer.from('{}') } };
  };
  Object.assign(client.config.requestHandler, { handle });
  return hosts;
}

/** The client as a function loads it that finds these variables. */
function sfnWith(environment: Record<string, string>): SFNClient {
  jest.replaceProperty(process, 'env', { ...process.env, ...environment });
  jest.resetModules();
  return jest.requireActual<{ sfn: SFNClient }>('../../../domain/clients/sfn').sfn;
}

const start = new StartSyncExecutionCommand({ stateMachineArn: 'arn', name: 'run', input: '{}' });

afterEach(() => jest.restoreAllMocks());

describe('attempts of a client', () => {
  it.each([
    ['Connect: a throttle must free the place in the execution at once', connect],
    ['the participant service: the same', connectParticipant],
    ['Step Functions: a second start would run beside the first', sfn],
  ])('is one for %s', async (_, client) => {
    expect(await client.config.maxAttempts()).toBe(1);
  });

  it('starts an execution once, although the answer is lost', async () => {
    const client = sfnWith({});
    const hosts = hostsOf(client);
    await expect(client.send(start)).rejects.toMatchObject({ $metadata: { attempts: 1 } });
    expect(hosts).toEqual(['sync-states.us-east-1.amazonaws.com']);
  });
});

describe('hosts of a client', () => {
  it('drops the prefix of StartSyncExecution where the endpoint is a local one', async () => {
    const client = sfnWith({ AWS_ENDPOINT_URL_SFN: 'http://127.0.0.1:8099' });
    const hosts = hostsOf(client);
    await expect(client.send(start)).rejects.toThrow();
    expect(hosts).toEqual(['127.0.0.1']);
  });

  it('keeps the prefix where only other services are local', async () => {
    const client = sfnWith({ AWS_ENDPOINT_URL_CONNECT: 'http://127.0.0.1:8099' });
    const hosts = hostsOf(client);
    await expect(client.send(start)).rejects.toThrow();
    expect(hosts).toEqual(['sync-states.us-east-1.amazonaws.com']);
  });

  it('takes the queue URL for a name, not for an endpoint', async () => {
    const hosts = hostsOf(sqs);
    const QueueUrl = 'https://queue.example.com/111122223333/inbound.fifo';
    await expect(
      sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' })),
    ).rejects.toThrow();
    expect(new Set(hosts)).toEqual(new Set(['sqs.us-east-1.amazonaws.com']));
  });
});
