import { callConnect, callParticipant, isNamed } from '../../../domain/connect-errors';
import { awsError } from '../../support/aws-error';

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
    ['AccessDeniedException', 403, 'ServiceFault'],
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
