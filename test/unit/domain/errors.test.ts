import * as errors from '../../../domain/errors';

const { dispositionOf, ...classes } = errors;

describe('error classes', () => {
  it.each(Object.entries(classes))('%s carries its own name, which ASL matches', (name, Kind) => {
    const cause = new Error('underneath');
    const error = new Kind('what happened', { cause });
    expect(error).toBeInstanceOf(Error);
    expect([error.name, error.message, error.cause]).toEqual([name, 'what happened', cause]);
  });

  it('are the nine that the state machines and operators know', () => {
    expect(Object.keys(classes).sort()).toEqual([
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
    'CredentialsRefused',
    'UnsupportedContent',
    'UnknownContact',
    'ChannelNotDeployed',
    'States.DataLimitExceeded',
  ])('refuses after %s: it can never succeed', (name) => {
    expect(dispositionOf(name)).toBe('refuse');
  });

  it.each([
    'ServiceFault',
    'SessionTaken',
    'ChatOver',
    'ConnectFault',
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
