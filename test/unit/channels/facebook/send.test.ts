import { appSecretProof, send } from '../../../../channels/facebook/send';
import { CredentialsRefused, Refused } from '../../../../domain/errors';
import { ANA, PAGE, SECRET, useFacebookSecret } from '../../../support/facebook';
import { fixture } from '../../../support/fixture';
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

  it('is the only refusal that leads to another call', async () => {
    const fetch = metaAnswers([400, fixture('facebook/send-error')]);
    await expect(send(outgoing)).rejects.toThrow(Refused);
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(secret.fetches()).toBe(1);
  });
});
