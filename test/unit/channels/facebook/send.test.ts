import { appSecretProof, send } from '../../../../channels/facebook/send';
import { CredentialsRefused, Refused } from '../../../../domain/errors';
import { ANA, PAGE, SECRET, useFacebookSecret } from '../../../support/facebook';
import { fixture, fixtureText } from '../../../support/fixture';
import { useStoppedClock } from '../../../support/stopped-clock';

const clock = useStoppedClock();
const secret = useFacebookSecret();

const PROOF = 'e9d107fd0932dca1e0bad1e5d56be07ff87824d7ed79aaddcb06139adfcad459';
const SENT = fixture<{ message_id: string }>('facebook/send-answer');
const TOKEN_REFUSED = { error: { type: 'OAuthException', code: 190, error_subcode: 463 } };

const outgoing = { pageId: PAGE, to: ANA, message: { text: 'It left today. é' } };

/** What Meta answers, call by call. */
function metaAnswers(...answers: [status: number, body: unknown][]) {
  const fetch = jest.spyOn(globalThis, 'fetch');
  for (const [status, body] of answers) {
    fetch.mockResolvedValueOnce(new Response(JSON.stringify(body), { status }));
  }
  return fetch;
}

const tokensOf = (fetch: jest.SpyInstance) =>
  fetch.mock.calls.map(([url]) => new URL(url).searchParams.get('access_token'));

beforeEach(() => jest.restoreAllMocks());

it('the proof of the app secret is the HMAC-SHA256 of the page token', () => {
  expect(appSecretProof('EAAB_test_token', 'test_app_secret')).toBe(PROOF);
});

describe('a message to Meta', () => {
  it('is one POST to the page’s messages, with token and proof', async () => {
    const fetch = metaAnswers([200, SENT]);
    expect(await send(outgoing)).toBe(SENT.message_id);
    expect(fetch.mock.calls).toEqual([
      [
        `https://graph.facebook.com/v26.0/104772918356620/messages?access_token=EAAB_test_token&appsecret_proof=${PROOF}`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"recipient":{"id":"6204918374651029"},"messaging_type":"RESPONSE","message":{"text":"It left today. é"}}',
          signal: expect.any(AbortSignal),
        },
      ],
    ]);
  });

  it('carries its quick replies as they are', async () => {
    const fetch = metaAnswers([200, SENT]);
    const quick_replies = [{ content_type: 'text' as const, title: 'Yes', payload: 'choice:Yes' }];
    await send({ ...outgoing, message: { text: 'Better?', quick_replies } });
    expect(JSON.parse(String(fetch.mock.calls[0]?.[1]?.body)).message).toEqual({
      text: 'Better?',
      quick_replies,
    });
  });

  it('escapes a token in the address', async () => {
    secret.becomes({ ...SECRET, PAGE_TOKEN: 'a&b=c +d' });
    const fetch = metaAnswers([200, SENT]);
    await send(outgoing);
    expect(tokensOf(fetch)).toEqual(['a&b=c +d']);
  });

  it.each([
    ['without a message id', '{}'],
    ['that is no JSON', 'OK'],
    ['that is empty', ''],
  ])('counts as sent with an answer %s', async (_, body) => {
    jest.spyOn(globalThis, 'fetch').mockResolvedValueOnce(new Response(body, { status: 200 }));
    expect(await send(outgoing)).toBe('');
  });
});

describe('a proof that Meta refuses', () => {
  it('is made anew with the app secret that replaced it', async () => {
    const refused = {
      error: { code: 100, message: 'Invalid appsecret_proof provided in the API argument' },
    };
    const fetch = metaAnswers([200, SENT], [400, refused], [200, SENT]);
    await send(outgoing);
    secret.rotates({ ...SECRET, APP_SECRET: 'rotated' });
    expect(await send(outgoing)).toBe(SENT.message_id);
    const proofs = fetch.mock.calls.map(([url]) =>
      new URL(String(url)).searchParams.get('appsecret_proof'),
    );
    expect(proofs).toEqual([PROOF, PROOF, appSecretProof(SECRET.PAGE_TOKEN, 'rotated')]);
  });
});

describe('a page token that Meta refuses', () => {
  it('is read anew, and the message sent with the one that replaced it', async () => {
    const fetch = metaAnswers([200, SENT], [401, TOKEN_REFUSED], [200, SENT]);
    await send(outgoing);
    secret.becomes({ ...SECRET, PAGE_TOKEN: 'EAAB_rotated' });
    expect(await send(outgoing)).toBe(SENT.message_id);
    expect(tokensOf(fetch)).toEqual(['EAAB_test_token', 'EAAB_test_token', 'EAAB_rotated']);
  });

  it('is not tried a second time unchanged', async () => {
    const fetch = metaAnswers([400, TOKEN_REFUSED]);
    await expect(send(outgoing)).rejects.toThrow(CredentialsRefused);
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(secret.fetches()).toBe(2);
  });

  it('is given up where its successor is refused, too', async () => {
    const fetch = metaAnswers([200, SENT], [400, TOKEN_REFUSED], [400, TOKEN_REFUSED]);
    await send(outgoing);
    secret.becomes({ ...SECRET, PAGE_TOKEN: 'EAAB_rotated' });
    await expect(send(outgoing)).rejects.toThrow(CredentialsRefused);
    expect(fetch).toHaveBeenCalledTimes(3);
  });

  it('is asked for once in half a minute, however many messages fail', async () => {
    metaAnswers([400, TOKEN_REFUSED], [400, TOKEN_REFUSED], [400, TOKEN_REFUSED]);
    await expect(send(outgoing)).rejects.toThrow(CredentialsRefused);
    await expect(send(outgoing)).rejects.toThrow(CredentialsRefused);
    expect(secret.fetches()).toBe(2);
    clock.advance(31);
    await expect(send(outgoing)).rejects.toThrow(CredentialsRefused);
    expect(secret.fetches()).toBe(3);
  });

  it('is not replaced by the one before: a mistake in a new one must show', async () => {
    const fetch = metaAnswers([401, TOKEN_REFUSED], [200, SENT]);
    secret.rotates({ ...SECRET, PAGE_TOKEN: 'EAAB_mistyped' });
    await expect(send(outgoing)).rejects.toThrow(CredentialsRefused);
    expect(tokensOf(fetch)).toEqual(['EAAB_mistyped']);
  });

  it('is the only refusal that leads to another call', async () => {
    const fetch = metaAnswers([400, fixture('facebook/send-error')]);
    await expect(send(outgoing)).rejects.toThrow(Refused);
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(secret.fetches()).toBe(1);
  });
});

const fetch = () => jest.spyOn(globalThis, 'fetch');

/** How fetch fails: undici's reason is the cause of a TypeError. */
function lost(code: string): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
}

async function failure(): Promise<Error> {
  const message = { text: 'My words to Ana' };
  return send({ pageId: PAGE, to: ANA, message }).then(
    () => new Error('It did not fail.'),
    (error) => error,
  );
}

describe('a message to Meta that fails on the way', () => {
  it.each([
    ['refused', 'ECONNREFUSED'],
    ['to a host without a name', 'ENOTFOUND'],
    ['while names cannot be looked up', 'EAI_AGAIN'],
    ['to a host out of reach', 'EHOSTUNREACH'],
    ['from a network out of reach', 'ENETUNREACH'],
    ['that was never made', 'UND_ERR_CONNECT_TIMEOUT'],
  ])('was not sent, if the connection was one %s', async (_, code) => {
    fetch().mockRejectedValueOnce(lost(code));
    const error = await failure();
    expect([error.name, error.message]).toEqual(['ServiceFault', 'Graph API: no connection']);
  });

  it('was not sent, if every address of the host refused', async () => {
    const causes = ['::1', '127.0.0.1'].map((address) => new Error(address));
    const cause = Object.assign(new AggregateError(causes), { code: 'ECONNREFUSED' });
    fetch().mockRejectedValueOnce(new TypeError('fetch failed', { cause }));
    expect((await failure()).name).toBe('ServiceFault');
  });

  it.each([
    ['the connection was reset', lost('ECONNRESET')],
    ['the socket was closed', lost('UND_ERR_SOCKET')],
    ['the pipe broke', lost('EPIPE')],
    ['the headers came too late', lost('UND_ERR_HEADERS_TIMEOUT')],
    ['the time was up', new DOMException('The operation was aborted.', 'TimeoutError')],
    ['nobody knows why', new TypeError('fetch failed')],
  ])('may have been sent, if %s', async (_, error) => {
    fetch().mockRejectedValueOnce(error);
    const { name, message } = await failure();
    expect([name, message]).toEqual(['OutcomeUnknown', 'Graph API: no answer']);
  });

  it.each([500, 502, 503, 504])('may have been sent, if Meta answers HTTP %i', async (status) => {
    fetch().mockResolvedValueOnce(new Response('<html>', { status }));
    expect((await failure()).name).toBe('OutcomeUnknown');
  });

  it('is not repeated by itself', async () => {
    const calls = fetch().mockRejectedValue(lost('ECONNRESET'));
    await failure();
    expect(calls).toHaveBeenCalledTimes(1);
  });

  it('waits eight seconds for the answer', async () => {
    const timeout = jest.spyOn(AbortSignal, 'timeout');
    const calls = fetch().mockRejectedValue(lost('ECONNRESET'));
    await failure();
    expect(timeout.mock.calls).toEqual([[8_000]]);
    expect(calls.mock.calls[0]?.[1]?.signal).toBe(timeout.mock.results[0]?.value);
  });

  it.each([
    ['Meta refuses', () => new Response(fixtureText('facebook/send-error'), { status: 400 })],
    ['the token is refused', () => new Response('{"error":{"code":190}}', { status: 400 })],
    ['Meta fails', () => new Response('{"error":{"code":2}}', { status: 500 })],
  ])('leaves token, secret and words out of the error: %s', async (_, answer) => {
    fetch().mockImplementation(async () => answer());
    const { message, stack = '' } = await failure();
    for (const secret of [SECRET.PAGE_TOKEN, SECRET.APP_SECRET, 'My words', ANA]) {
      expect(message + stack).not.toContain(secret);
    }
  });
});
