import { graphError } from '../../../../channels/facebook/graph-error';
import { fixture } from '../../../support/fixture';

const bodyOf = (code: number, error_subcode?: number) => ({
  error: { message: 'for +14255550182', type: 'OAuthException', code, error_subcode },
});

/** Messenger Platform, "Error codes". */
const documented: [string, number, number, number | undefined, string][] = [
  ['unknown error', 400, 1, undefined, 'ServiceFault'],
  ['unknown error, sent all the same', 400, 1, 1357046, 'OutcomeUnknown'],
  ['unknown error', 400, 99, undefined, 'ServiceFault'],
  ['temporary fault', 400, 2, undefined, 'ServiceFault'],
  ['temporary fault', 400, 2, 2018344, 'ServiceFault'],
  ['temporary send failure', 400, 1200, undefined, 'ServiceFault'],
  ['rate limit of the app', 400, 4, undefined, 'Throttled'],
  ['rate limit of the user', 400, 17, undefined, 'Throttled'],
  ['rate limit of the page', 403, 32, undefined, 'Throttled'],
  ['rate limit of the Send API', 400, 613, undefined, 'Throttled'],
  ['rate limit of the Send API', 400, 613, 2534040, 'Throttled'],
  ['permission missing', 400, 10, undefined, 'Refused'],
  ['outside the window', 400, 10, 2018278, 'Refused'],
  ['outside the window', 400, 10, 2534022, 'Refused'],
  ['cannot receive', 400, 10, 2018108, 'Refused'],
  ['outside the window, old code', 400, 10, 2018065, 'Refused'],
  ['restricted', 400, 10, 1893063, 'Refused'],
  ['invalid parameter', 400, 100, undefined, 'Refused'],
  ['no matching user', 400, 100, 2018001, 'Refused'],
  ['attachment too big', 400, 100, 2018109, 'Refused'],
  ['no such Instagram user', 400, 100, 2534014, 'Refused'],
  ['token invalid', 400, 190, undefined, 'CredentialsRefused'],
  ['token expired', 401, 190, 463, 'CredentialsRefused'],
  ['permission', 403, 200, undefined, 'Refused'],
  ['app in development', 403, 200, 2018028, 'Refused'],
  ['access switched off', 403, 200, 2534041, 'Refused'],
  ['blocked for policy', 400, 368, undefined, 'Refused'],
  ['person unavailable', 400, 551, 1545041, 'Refused'],
  ['media template', 400, 2018173, undefined, 'Refused'],
  ['media template', 400, 2018188, undefined, 'Refused'],
];

describe('a Graph API error', () => {
  it.each(documented)(
    '%s (HTTP %i, code %i, subcode %s) is %s',
    (_, status, code, subcode, name) => {
      expect(graphError(status, bodyOf(code, subcode)).name).toBe(name);
    },
  );

  it.each([
    'Invalid appsecret_proof provided in the API argument',
    'API calls from the server require an appsecret_proof argument',
  ])('"%s" is CredentialsRefused, though its code says any parameter', (message) => {
    const body = { error: { message, type: 'GraphMethodException', code: 100 } };
    expect(graphError(400, body).name).toBe('CredentialsRefused');
  });

  it.each([
    [429, undefined, 'Throttled'],
    [429, bodyOf(100), 'Throttled'],
    [401, undefined, 'CredentialsRefused'],
    [400, undefined, 'Refused'],
    [404, 'Not found', 'Refused'],
    [400, { error: { code: '10' } }, 'Refused'],
    [500, undefined, 'OutcomeUnknown'],
    [500, bodyOf(1), 'OutcomeUnknown'],
    [500, bodyOf(2), 'OutcomeUnknown'],
    [502, '<html>Bad gateway</html>', 'OutcomeUnknown'],
    [503, bodyOf(2, 2018344), 'OutcomeUnknown'],
    [504, undefined, 'OutcomeUnknown'],
  ])('HTTP %i with %j is %s', (status, body, name) => {
    expect(graphError(status, body).name).toBe(name);
  });

  it.each([
    ['code and subcode', 400, fixture('facebook/send-error'), 'HTTP 400, code 10, subcode 2018278'],
    ['the code alone', 400, bodyOf(100), 'HTTP 400, code 100'],
    ['no code', 502, undefined, 'HTTP 502, code 0'],
  ])('names %s, and nothing that Meta’s message quotes', (_, status, body, words) => {
    expect(graphError(status, body).message).toBe(`Graph API: ${words}`);
  });
});
