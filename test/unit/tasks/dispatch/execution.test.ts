import crypto from 'node:crypto';
import {
  StartSyncExecutionCommand,
  type StartSyncExecutionCommandOutput,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { sfn } from '../../../../domain/clients/sfn';
import { queues } from '../../../../infra/wiring';
import { runExecution } from '../../../../tasks/dispatch/execution';
import type * as Delays from '../../../../tasks/dispatch/retry-delay';
import { awsError } from '../../../support/aws-error';
import { deployed } from '../../../support/deployed';

const client = mockClient(sfn);
const executionArn = 'arn:aws:states:us-east-1:111122223333:express:session-lifecycle:run-1:0f0e';
const input = { message: { id: 'm-1' } };
const run = () => runExecution('facebook-0f0e-1', async () => input);

function ends(output: Partial<StartSyncExecutionCommandOutput>): void {
  client.on(StartSyncExecutionCommand).resolves({ executionArn, ...output });
}

beforeEach(() => client.reset());

describe('runExecution', () => {
  it('starts the state machine under the given name', async () => {
    ends({ status: 'SUCCEEDED', output: '{}' });
    expect(await run()).toEqual({ succeeded: true });
    expect(client.calls().map(({ args }) => args[0].input)).toEqual([
      {
        stateMachineArn: 'arn:aws:states:us-east-1:111122223333:stateMachine:session-lifecycle',
        name: 'facebook-0f0e-1',
        input: '{"message":{"id":"m-1"}}',
      },
    ]);
  });

  it.each([
    ['Throttled', 'wait'],
    ['Connect.TooManyRequestsException', 'wait'],
    ['ServiceFault', 'retry'],
    ['Refused', 'refuse'],
    ['OutcomeUnknown', 'unknown'],
  ])('takes an execution that FAILED with %s for one to %s', async (error, disposition) => {
    ends({ status: 'FAILED', error, cause: 'what happened' });
    expect(await run()).toEqual({
      succeeded: false,
      disposition,
      failure: { error, cause: 'what happened', executionArn },
    });
  });

  it.each([
    ['TIMED_OUT', 'States.TIMED_OUT'],
    ['FAILED', 'States.FAILED'],
    [undefined, 'States.Unknown'],
  ] as const)(
    'retries an execution that ended %s without naming an error',
    async (status, error) => {
      ends({ status });
      expect(await run()).toEqual({
        succeeded: false,
        disposition: 'retry',
        failure: { error, cause: '', executionArn },
      });
    },
  );

  it.each([
    ['the message of a Lambda function', '{"errorType":"E","errorMessage":"HTTP 400"}', 'HTTP 400'],
    ['a text as it is', 'HTTP 400', 'HTTP 400'],
    ['JSON without a message as it is', '{"code":1}', '{"code":1}'],
    ['JSON whose message is no text as it is', '{"errorMessage":1}', '{"errorMessage":1}'],
    ['JSON that is no object as it is', 'null', 'null'],
  ])('gives people %s as the cause', async (_, cause, expected) => {
    ends({ status: 'FAILED', error: 'E', cause });
    expect(await run()).toMatchObject({ failure: { cause: expected } });
  });
});

describe('runExecution where StartSyncExecution itself fails', () => {
  it.each([
    ['ThrottlingException', 400, 'wait'],
    ['KmsThrottlingException', 400, 'wait'],
    ['TooManyRequestsException', 429, 'wait'],
    ['InvalidName', 400, 'retry'],
    ['InvalidExecutionInput', 400, 'retry'],
    ['StateMachineDoesNotExist', 400, 'retry'],
    ['AccessDeniedException', 403, 'retry'],
    ['InternalServerError', 500, 'lost'],
    ['ServiceUnavailable', 503, 'lost'],
    ['TimeoutError', undefined, 'lost'],
  ])('%s with status %s is one to %s', async (name, status, disposition) => {
    client.on(StartSyncExecutionCommand).rejects(awsError(name, status, 'no'));
    expect(await run()).toEqual({
      succeeded: false,
      disposition,
      failure: { error: `StartSyncExecution.${name}`, cause: 'no' },
    });
  });

  it.each([
    ['ECONNREFUSED', 'retry'],
    ['ENOTFOUND', 'retry'],
    ['ECONNRESET', 'lost'],
    ['ETIMEDOUT', 'lost'],
  ])('%s on the way is one to %s', async (code, disposition) => {
    client.on(StartSyncExecutionCommand).rejects(Object.assign(awsError('Error'), { code }));
    expect(await run()).toMatchObject({ disposition });
  });
});

describe('runExecution where no connection came about in time', () => {
  it('is one to retry: Step Functions never heard of it', async () => {
    const message = 'the request socket did not establish a connection within 3000 ms';
    client.on(StartSyncExecutionCommand).rejects(awsError('TimeoutError', undefined, message));
    expect(await run()).toMatchObject({ disposition: 'retry' });
  });
});

describe('runExecution where the input cannot be made', () => {
  it.each([
    ['ThrottlingException', 400, 'wait'],
    ['TooManyRequestsException', 429, 'wait'],
    ['InternalServerException', 500, 'retry'],
    ['TextSizeLimitExceededException', 400, 'retry'],
  ])('starts nothing; %s (%s) is one to %s', async (name, status, disposition) => {
    const error = awsError(name, status, 'no');
    expect(await runExecution('name', () => Promise.reject(error))).toEqual({
      succeeded: false,
      disposition,
      failure: { error: name, cause: 'no' },
    });
    expect(client.calls()).toEqual([]);
  });
});

/** The module as a function loads it that finds these variables. */
function deployedWith(environment: Record<string, string> = {}): typeof Delays {
  return deployed('tasks/dispatch/retry-delay', environment);
}

/** Every draw comes to its lower or its upper bound; both are given, and the upper one is exclusive. */
function drawsAt(bound: 'lowest' | 'highest'): void {
  const draw = (min: number, max: number) => (bound === 'lowest' ? min : max - 1);
  jest.spyOn(crypto, 'randomInt').mockImplementation(draw as never);
}

afterEach(() => jest.restoreAllMocks());

describe('quotaDelay', () => {
  it.each([
    ['lowest', 'Throttled', 5],
    ['highest', 'Throttled', 15],
    ['lowest', 'ChatQuotaFull', 20],
    ['highest', 'ChatQuotaFull', 60],
  ] as const)('is at its %s after %s %i seconds', (bound, error, seconds) => {
    drawsAt(bound);
    expect(deployedWith().quotaDelay(error)).toBe(seconds);
  });

  it.each(['Throttled', 'ChatQuotaFull'])(
    'grows after %s, so that a day of waiting takes fewer receives than SQS allows',
    (error) => {
      drawsAt('lowest');
      const { quotaDelay } = deployedWith();
      expect(quotaDelay(error, 100)).toBe(quotaDelay(error, 0));
      const { maxReceiveCount } = queues.inbound;
      const waits = Array.from({ length: maxReceiveCount }, (_, n) => quotaDelay(error, n));
      expect(waits.reduce((sum, seconds) => sum + seconds)).toBeGreaterThan(24 * 3_600);
      expect(Math.max(...waits)).toBeLessThan(3_600);
    },
  );

  it('can be set', () => {
    drawsAt('highest');
    const { quotaDelay } = deployedWith({ WAIT_MIN_SECONDS: '1', WAIT_MAX_SECONDS: '2' });
    expect(quotaDelay('Throttled')).toBe(2);
  });

  it('needs no draw where there is nothing to draw from', () => {
    const { quotaDelay } = deployedWith({ WAIT_MIN_SECONDS: '0', WAIT_MAX_SECONDS: '0' });
    expect(quotaDelay('Throttled')).toBe(0);
  });
});

describe('retryDelay', () => {
  it.each([
    [1, 2, 4],
    [2, 8, 16],
    [3, 32, 64],
    [4, 128, 256],
    [5, 150, 300],
    [1_000, 150, 300],
  ])('after %i failed attempts is from %i to %i seconds', (attempts, lowest, highest) => {
    const { retryDelay } = deployedWith();
    drawsAt('lowest');
    expect(retryDelay(attempts)).toBe(lowest);
    drawsAt('highest');
    expect(retryDelay(attempts)).toBe(highest);
  });

  it.each([
    ['3', 2, 3],
    ['1', 1, 1],
    ['0', 0, 0],
  ])('has a longest that can be set: %s', (RETRY_MAX_SECONDS, lowest, highest) => {
    const { retryDelay } = deployedWith({ RETRY_MAX_SECONDS });
    drawsAt('lowest');
    expect(retryDelay(4)).toBe(lowest);
    drawsAt('highest');
    expect(retryDelay(4)).toBe(highest);
  });

  it('is not bound by the longest wait for a quota', () => {
    drawsAt('highest');
    expect(deployedWith({ WAIT_MIN_SECONDS: '0', WAIT_MAX_SECONDS: '0' }).retryDelay(4)).toBe(256);
  });
});
