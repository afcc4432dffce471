import { explain, isTransient } from '../../../cli/errors';
import { awsError } from '../../support/aws-error';

describe('an error of a service', () => {
  it.each([
    ['ProvisionedThroughputExceededException', 400, true],
    ['ThrottlingException', 400, true],
    ['RequestThrottled', 403, true],
    ['InternalServerError', 500, true],
    ['ServiceUnavailable', 503, true],
    ['TimeoutError', undefined, true],
    ['AccessDeniedException', 400, false],
    ['ExpiredTokenException', 400, false],
    ['ResourceNotFoundException', 400, false],
    ['CredentialsProviderError', undefined, false],
  ])('%s (HTTP %s) may pass: %s', (name, status, expected) => {
    expect(isTransient(awsError(name, status))).toBe(expected);
  });

  it('may pass where the network is down', () => {
    const cause = Object.assign(new Error('connect'), { code: 'ENETUNREACH' });
    expect(isTransient(new Error('no answer', { cause }))).toBe(true);
  });
});

describe('credentials', () => {
  it.each(['CredentialsProviderError', 'TokenProviderError'])(
    'that are missing (%s) are not called refused',
    (name) => {
      const error = Object.assign(new Error('The SSO session has expired.\nSign in'), { name });
      expect(explain(error)).toBe(
        'No credentials were found (The SSO session has expired): sign in, or give --profile.',
      );
    },
  );

  it('that AWS refuses are called so', () => {
    expect(explain(awsError('ExpiredTokenException', 400))).toBe(
      'AWS does not accept the credentials (ExpiredTokenException): sign in, or give --profile.',
    );
  });
});
