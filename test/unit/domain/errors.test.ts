import { callConnect, callParticipant, isNamed } from '../../../domain/connect-errors';
import * as errors from '../../../domain/errors';
import { awsError } from '../../support/aws-error';

const { dispositionOf, ...classes } = errors;

describe('error classes', () => {
  it.each(Object.entries(classes))('%s carries its own name, which ASL matches', (name, Kind) => {
    const cause = new Error('underneath');
    const error = new Kind('what happened', { cause });
    expect(error).toBeInstanceOf(Error);
    expect([error.name, error.message, error.cause]).toEqual([name, 'what happened', cause]);
  });

  it('are the ten that the state machines and operators know', () => {
    expect(Object.keys(classes).sort()).toEqual([
      'ChatEndedByFlow',
      'ChatOver',
      'ChatQuotaFull',
      'CredentialsRefused',
      'OutcomeUnknown',
      'Refused',
      'ServiceFault',
      'SessionTaken',
      'Throttled',
      'UnsupportedContent',
    ]);
  });
});

describe('dispositionOf', () => {
  it.each([
    'Throttled',
    'ChatQuotaFull',
    'Connect.LimitExceededException',
    'Connect.TooManyRequestsException',
    'Connect.ThrottlingException',
    'Lambda.TooManyRequestsException',
    'DynamoDB.ThrottlingException',
    'DynamoDB.ProvisionedThroughputExceededException',
    'DynamoDB.RequestLimitExceeded',
    'ThrottlingException',
    'ProvisionedThroughputExceededException',
  ])('waits after %s: a quota is used up', (name) => {
    expect(dispositionOf(name)).toBe('wait');
  });

  it.each([
    'Refused',
    'UnsupportedContent',
    'UnknownContact',
    'VisibilityUnknown',
    'ChannelNotDeployed',
    'States.DataLimitExceeded',
  ])('refuses after %s: it can never succeed', (name) => {
    expect(dispositionOf(name)).toBe('refuse');
  });

  it.each([
    'ServiceFault',
    'CredentialsRefused',
    'SecretMalformed',
    'SessionTaken',
    'ChatOver',
    'ConnectFault',
    'Connect.ContactNotFoundException',
    'Connect.AccessDeniedException',
    'Connect.InternalServiceException',
    'Connect.InvalidRequestException',
    'Connect.InvalidParameterException',
    'Connect.ResourceNotFoundException',
    'Connect.ConnectException',
    'Connect.SdkClientException',
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.ClientExecutionTimeoutException',
    'Lambda.Unknown',
    'Sandbox.Timedout',
    'DynamoDB.InternalServerError',
    'DynamoDB.InternalServerErrorException',
    'DynamoDB.DynamoDBException',
    'DynamoDB.SdkClientException',
    'DynamoDB.ConditionalCheckFailedException',
    'States.TIMED_OUT',
    'States.Timeout',
    'States.Runtime',
    'States.TaskFailed',
    'AnErrorNobodyForesaw',
    '',
  ])('retries after %p', (name) => {
    expect(dispositionOf(name)).toBe('retry');
  });

  it('leaves an unknown outcome to a person', () => {
    expect(dispositionOf('OutcomeUnknown')).toBe('unknown');
  });
});

async function errorOf(call: Promise<unknown>): Promise<Error> {
  return call.then(
    () => new Error('It did not fail.'),
    (error: Error) => error,
  );
}

describe('callConnect', () => {
  it('passes on the answer', async () => {
    expect(await callConnect(Promise.resolve({ ContactId: 'c' }))).toEqual({ ContactId: 'c' });
  });

  it.each([
    ['LimitExceededException', 429, 'ChatQuotaFull'],
    ['TooManyRequestsException', 429, 'Throttled'],
    ['TooManyRequests', 429, 'Throttled'],
    ['ThrottlingException', 429, 'Throttled'],
    ['ConnectException', 429, 'Throttled'],
    ['InvalidRequestException', 400, 'Refused'],
    ['InvalidParameterException', 400, 'Refused'],
    ['InvalidActiveRegionException', 400, 'Refused'],
    ['ResourceNotFoundException', 404, 'Refused'],
    ['InternalServiceException', 500, 'ServiceFault'],
    ['ConnectException', 503, 'ServiceFault'],
    ['AccessDeniedException', 403, 'Refused'],
    ['ContactNotFoundException', 410, 'ServiceFault'],
    ['TimeoutError', undefined, 'ServiceFault'],
  ])('%s with status %s is %s', async (name, status, expected) => {
    const cause = awsError(name, status, 'as documented');
    const error = await errorOf(callConnect(Promise.reject(cause)));
    expect([error.name, error.message, error.cause]).toEqual([
      expected,
      `Connect: ${name}: as documented`,
      cause,
    ]);
  });
});

describe('callParticipant', () => {
  it('passes on the answer', async () => {
    expect(await callParticipant(Promise.resolve({ Id: 'm' }))).toEqual({ Id: 'm' });
  });

  it.each([
    ['AccessDeniedException', 403, 'ChatOver'],
    ['ForbiddenException', 403, 'ChatOver'],
    ['ThrottlingException', 429, 'Throttled'],
    ['TooManyRequestsException', 429, 'Throttled'],
    ['ValidationException', 400, 'Refused'],
    ['InternalServerException', 500, 'ServiceFault'],
    ['ConflictException', 409, 'ServiceFault'],
    ['TimeoutError', undefined, 'ServiceFault'],
  ])('%s with status %s is %s, and quotes nobody', async (name, status, expected) => {
    const cause = awsError(name, status, 'Value "my card is 4000" is not valid');
    const error = await errorOf(callParticipant(Promise.reject(cause)));
    expect([error.name, error.message, error.cause]).toEqual([
      expected,
      `Connect participant service: ${name}`,
      cause,
    ]);
  });
});

describe('isNamed', () => {
  it.each([
    ['one of the names', ['A', 'B'], true],
    ['none of them', ['A', 'C'], false],
  ])('tells whether an error has %s', (_, names, expected) => {
    expect(isNamed(awsError('B'), ...names)).toBe(expected);
  });
});
