import { Socket } from 'node:net';
import { type SFNClient, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { comprehend } from '../../../domain/clients/comprehend';
import { connect } from '../../../domain/clients/connect';
import { connectParticipant } from '../../../domain/clients/connect-participant';
import { dynamodb } from '../../../domain/clients/dynamodb';
import { sfn } from '../../../domain/clients/sfn';
import { sqs } from '../../../domain/clients/sqs';
import { traced } from '../../../domain/clients/traced';
import { neverConnected } from '../../../domain/network';
import { deployed } from '../../support/deployed';

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

/** What the request handler of a client goes by; it has no public name before the first call. */
function settingsOf({ config }: { config: { requestHandler: object } }): Promise<object> {
  return (config.requestHandler as { configProvider: Promise<object> }).configProvider;
}

/** The client as a function loads it that finds these variables. */
function sfnWith(environment: Record<string, string>): SFNClient {
  const keep = ['@aws-sdk/client-sfn', 'domain/clients/traced'];
  return deployed<{ sfn: SFNClient }>('domain/clients/sfn', environment, keep).sfn;
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

describe('a call of a client', () => {
  it.each([
    ['Comprehend', comprehend, 5_000],
    ['Connect', connect, 5_000],
    ['the participant service', connectParticipant, 5_000],
    ['DynamoDB', dynamodb, 3_000],
    ['SQS', sqs, 3_000],
    // Longer than a state machine may run.
    ['Step Functions', sfn, 45_000],
  ])('ends where %s is silent: the SDK would only warn', async (_, client, requestTimeout) => {
    expect(await settingsOf(client)).toMatchObject({
      connectionTimeout: 3_000,
      requestTimeout,
      throwOnRequestTimeout: true,
    });
  });
});

describe('an error of a service', () => {
  const QUOTING = "Value '+14155550123' at 'destinationPhoneNumber' is not valid";

  /** What X-Ray's middleware, which is in the step `build`, sees of the error of a call. */
  function seenByXRay(client: SQSClient): Error[] {
    const seen: Error[] = [];
    client.middlewareStack.add(
      (next) => (args) =>
        next(args).catch((error: Error) => {
          seen.push(Object.assign(new Error(error.message), { stack: error.stack }));
          throw error;
        }),
      { step: 'build', name: 'xray' },
    );
    return seen;
  }

  it('passes X-Ray without its message, and has it for the caller', async () => {
    const client = traced(new SQSClient({ maxAttempts: 1 }));
    const seen = seenByXRay(client);
    const body = JSON.stringify({ __type: 'InvalidMessageContents', message: QUOTING });
    const headers = { 'content-type': 'application/x-amz-json-1.0' };
    const response = { statusCode: 400, headers, body: Buffer.from(body) };
    Object.assign(client.config.requestHandler, { handle: async () => ({ response }) });
    await expect(client.send(new ListQueuesCommand({}))).rejects.toMatchObject({
      name: 'InvalidMessageContents',
      message: QUOTING,
      stack: expect.stringContaining(QUOTING),
    });
    expect(seen.map(({ message }) => message)).toEqual(['InvalidMessageContents']);
    expect(seen[0]?.stack).not.toContain('+14155550123');
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

/** What an AWS client throws where no connection comes about in time. */
async function connectionTimeout(): Promise<Error> {
  const connect = jest.spyOn(Socket.prototype, 'connect').mockImplementation(function (
    this: Socket,
  ) {
    return Object.assign(this, { connecting: true });
  });
  const client = new SQSClient({ maxAttempts: 1, requestHandler: { connectionTimeout: 1 } });
  const error = await client.send(new ListQueuesCommand()).catch((thrown: Error) => thrown);
  connect.mockRestore();
  return error as Error;
}

function failure(code?: string, cause?: unknown): Error {
  return Object.assign(new Error('fetch failed', { cause }), code && { code });
}

describe('neverConnected', () => {
  it.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
  ])('%s proves that the request was never read', (code) => {
    expect(neverConnected(failure(code))).toBe(true);
  });

  it('tells the time-out of an AWS client that found no connection, which has no code', async () => {
    const error = await connectionTimeout();
    expect(error).toMatchObject({ name: 'TimeoutError' });
    expect(error).not.toHaveProperty('code');
    expect(neverConnected(error)).toBe(true);
    expect(neverConnected(failure(undefined, error))).toBe(true);
  });

  it('looks beneath the error of fetch, however deep', () => {
    expect(neverConnected(failure(undefined, failure(undefined, failure('ENOTFOUND'))))).toBe(true);
  });

  it.each([
    ['a reset connection', failure('ECONNRESET')],
    ['a broken pipe', failure('EPIPE')],
    ['a time-out of the whole call', failure('ETIMEDOUT')],
    ['silence after the request', failure('UND_ERR_HEADERS_TIMEOUT')],
    [
      'an answer that speaks of connections',
      Object.assign(new Error('did not establish a connection'), { code: 'ETIMEDOUT' }),
    ],
    ['an error of an answer', failure(undefined, failure('UND_ERR_SOCKET'))],
    ['an error without a code', failure()],
    ['a cause that is no error', failure(undefined, { code: 'ENOTFOUND' })],
  ])('%s proves nothing', (_, error) => {
    expect(neverConnected(error)).toBe(false);
  });
});

describe('the trace of an execution', () => {
  const ofFunction = 'Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0';
  const ofMessage = 'Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1';
  const lambda = { AWS_LAMBDA_FUNCTION_NAME: 'dispatch', _X_AMZN_TRACE_ID: ofFunction };

  it.each([
    ['the message’s, where dispatch gives it', ofMessage, ofMessage],
    ['the function’s otherwise', undefined, ofFunction],
  ])('is %s', async (_, given, expected) => {
    const client = sfnWith({ ...lambda, POWERTOOLS_TRACE_ENABLED: 'false' });
    const headers: Record<string, string>[] = [];
    const handle = async (request: { headers: Record<string, string> }) => {
      headers.push(request.headers);
      return { response: { statusCode: 500, headers: {}, body: Buffer.from('{}') } };
    };
    Object.assign(client.config.requestHandler, { handle });
    const command = new StartSyncExecutionCommand({ ...start.input, traceHeader: given });
    await expect(client.send(command)).rejects.toThrow();
    const traces = Object.entries(headers[0] ?? {}).filter(([name]) =>
      /^x-amzn-trace-id$/i.test(name),
    );
    expect(traces).toEqual([['X-Amzn-Trace-Id', expected]]);
  });
});
