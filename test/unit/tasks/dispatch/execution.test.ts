import {
  StartSyncExecutionCommand,
  type StartSyncExecutionCommandOutput,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { sfn } from '../../../../domain/clients/sfn';
import { runExecution } from '../../../../tasks/dispatch/execution';
import { awsError } from '../../../support/aws-error';

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
