import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { logger, metrics } from '../../../tasks/instrumented';
import { handler } from '../../../tasks/receive-webhook/handler';
import { BO, SECRET, signatureOf, useFacebookSecret } from '../../support/facebook';
import { fixtureText } from '../../support/fixture';
import { useInboundQueue } from '../../support/inbound-queue';
import { invoke } from '../../support/lambda';
import { useStoppedClock } from '../../support/stopped-clock';
import { httpRequest, signedPost } from '../../support/webhook';

const clock = useStoppedClock();
const secret = useFacebookSecret();
const queue = useInboundQueue();

const post = (body: string, path?: string) => invoke(handler, signedPost(body, { path }));

const TEXT = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' };
const JSON_TYPE = { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' };

const refusal = (statusCode: number, error: string, message: string) => ({
  statusCode,
  headers: JSON_TYPE,
  body: JSON.stringify({ error, message }),
});

const NOT_QUEUED = refusal(500, 'NotQueued', 'Not every message could be queued.');

describe('POST /webhook/facebook', () => {
  it.each([
    ['a message', 'text', 1],
    ['a tap', 'postback', 1],
    ['several messages', 'several-customers', 4],
    ['a message beside a standby event', 'standby-beside-a-message', 1],
    ['an echo', 'echo', 0],
    ['a receipt', 'read', 0],
    ['a standby event', 'standby', 0],
    ['an event of an unknown kind', 'unknown-kind', 0],
    ['a change of the feed', 'feed-change', 0],
  ])('answers 200 once it is in the queue: %s', async (_, name, messages) => {
    expect(await post(fixtureText(`facebook/${name}`))).toEqual({
      statusCode: 200,
      headers: TEXT,
      body: 'EVENT_RECEIVED',
    });
    expect(queue.entries()).toHaveLength(messages);
  });

  it.each([
    ['no JSON', 'Hello', 'The body is not JSON.'],
    ['an empty body', '', 'The body is not JSON.'],
    ['JSON cut short', '{"object":"page","ent', 'The body is not JSON.'],
    ['no webhook', '[]', 'body: Invalid input: expected object, received array'],
  ])('answers 400 with the reason to %s', async (_, body, message) => {
    const counted = jest.spyOn(metrics, 'addMetric');
    expect(await post(body)).toEqual(refusal(400, 'BadRequest', message));
    expect(queue.entries()).toEqual([]);
    // It is signed, so it is Meta's: somebody must hear of it.
    expect(counted.mock.calls).toEqual([['InboundFailed', MetricUnit.Count, 1]]);
  });

  it('answers 404 to another product', async () => {
    expect(await post(fixtureText('facebook/instagram'))).toEqual(
      refusal(404, 'NotFound', 'This webhook serves the object "page" only.'),
    );
  });

  it('answers 500 where SQS takes no message, so that Meta delivers again', async () => {
    queue.fails(new Error('connect ECONNREFUSED'));
    expect(await post(fixtureText('facebook/text'))).toEqual(NOT_QUEUED);
  });

  it('answers 500 where SQS takes all but one', async () => {
    queue.refuse(({ vendorId }) => vendorId === BO);
    expect(await post(fixtureText('facebook/several-customers'))).toEqual(NOT_QUEUED);
    expect(queue.messages().map(({ content }) => content)).toContainEqual({
      type: 'text',
      text: 'third of Ana',
    });
  });

  it.each([
    ['without keys', '{}'],
    ['with a key that is empty', JSON.stringify({ ...SECRET, APP_SECRET: '' })],
    ['with a key that is no text', JSON.stringify({ ...SECRET, APP_SECRET: 7 })],
    ['that is no JSON', SECRET.APP_SECRET],
    ['that is empty', ''],
  ])('fails, rather than refuse, with a secret %s; the log has no value of it', async (_, text) => {
    const warn = jest.spyOn(logger, 'warn');
    secret.holds(text);
    await expect(post(fixtureText('facebook/text'))).rejects.toMatchObject({
      name: 'SecretMalformed',
      message: expect.not.stringContaining(SECRET.APP_SECRET),
    });
    expect(warn.mock.calls).toEqual([['The function failed', { error: 'SecretMalformed' }]]);
    expect(queue.entries()).toEqual([]);
  });
});

describe('POST to a channel that does not exist', () => {
  it.each(['/webhook/telegram', '/webhook/sms', '/webhook/constructor', '/webhook/'])(
    'answers 404 before anything else: %s',
    async (path) => {
      expect(await invoke(handler, httpRequest('POST', { path, body: 'x' }))).toEqual(
        refusal(404, 'NotFound', 'There is no such channel.'),
      );
      expect(secret.fetches()).toBe(0);
    },
  );
});

const BODY = fixtureText('facebook/text');
const BASE64 = Buffer.from(BODY).toString('base64');
const SHA1 = { 'x-hub-signature': 'sha1=eb935a8cb91fd3b72ab4cd92acd4498e6e688bb0' };

const FORBIDDEN = {
  statusCode: 403,
  headers: { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' },
  body: '{"error":"Forbidden","message":"The signature is missing or wrong."}',
};

afterEach(() => jest.restoreAllMocks());

describe('a webhook that Meta signed', () => {
  it.each([
    ['as text', signedPost(BODY)],
    ['in base64', signedPost(BODY, { body: BASE64, isBase64Encoded: true })],
    ['with the old header beside the new', signedPost(BODY, { headers: SHA1 })],
  ])('is accepted %s', async (_, request) => {
    expect(await invoke(handler, request)).toMatchObject({ statusCode: 200 });
    expect(queue.messages().map(({ content }) => content)).toEqual([
      { type: 'text', text: 'Where is my parcel? Übermorgen wäre zu spät.' },
    ]);
  });

  it('is accepted with the empty webhook’s known signature', async () => {
    const known = '5da47c9c7409e70d7a1851f0cfd9bc27786bd99587a9bf1dd5b51e23a2de03cf';
    const headers = { 'x-hub-signature-256': `sha256=${known}` };
    const body = '{"object":"page","entry":[]}';
    expect(await invoke(handler, httpRequest('POST', { headers, body }))).toMatchObject({
      statusCode: 200,
    });
  });

  it('is accepted under an app secret that was rotated a moment ago', async () => {
    expect(await invoke(handler, signedPost(BODY))).toMatchObject({ statusCode: 200 });
    secret.becomes({ ...SECRET, APP_SECRET: 'rotated' });
    const headers = { 'x-hub-signature-256': signatureOf(BODY, 'rotated') };
    expect(await invoke(handler, httpRequest('POST', { headers, body: BODY }))).toMatchObject({
      statusCode: 200,
    });
    expect(secret.fetches()).toBe(2);
  });
});

describe('a webhook that Meta did not sign', () => {
  const signed = { 'x-hub-signature-256': signatureOf(BODY) };
  const digits = signatureOf(BODY).slice('sha256='.length);

  it.each([
    ['no signature', { body: BODY }],
    ['SHA-1 alone', { body: BODY, headers: SHA1 }],
    ['too short a signature', { body: BODY, headers: { 'x-hub-signature-256': 'sha256=5da4' } }],
    [
      'a signature in upper case',
      { body: BODY, headers: { 'x-hub-signature-256': `sha256=${digits.toUpperCase()}` } },
    ],
    ['a body tampered with', { body: BODY.replace('parcel', 'refund'), headers: signed }],
    ['accents that were unescaped', { body: unescaped(BODY), headers: signed }],
    ['base64 that is not said to be', { body: BASE64, headers: signed }],
    ['text that is said to be base64', { body: BODY, headers: signed, isBase64Encoded: true }],
    ['no body', { headers: signed }],
    ['no JSON either', { body: 'Hello' }],
  ])('answers 403 and is not read: %s', async (_, request) => {
    expect(await invoke(handler, httpRequest('POST', request))).toEqual(FORBIDDEN);
    expect(queue.entries()).toEqual([]);
  });

  it('is counted', async () => {
    const addMetric = jest.spyOn(metrics, 'addMetric');
    await invoke(handler, httpRequest('POST', { body: BODY }));
    expect(addMetric.mock.calls).toEqual([['AuthFailures', 'Count', 1]]);
  });

  it('does not make Secrets Manager the target of a flood', async () => {
    for (let i = 0; i < 10; i++) await invoke(handler, httpRequest('POST', { body: BODY }));
    expect(secret.fetches()).toBe(2);
    clock.advance(31);
    await invoke(handler, httpRequest('POST', { body: BODY }));
    expect(secret.fetches()).toBe(3);
  });
});

/** What a proxy would make of it that parses and writes JSON anew. */
function unescaped(body: string): string {
  return body.replaceAll('\\u00e4', 'ä').replaceAll('\\u00dc', 'Ü');
}
