import crypto from 'node:crypto';
import { answerChallenge, isAuthentic, isSignature } from '../../../../channels/facebook/verify';
import { SecretMalformed } from '../../../../domain/secret';
import { SECRET, signatureOf, useFacebookSecret } from '../../../support/facebook';
import { fixtureText } from '../../../support/fixture';
import { useStoppedClock } from '../../../support/stopped-clock';

const clock = useStoppedClock();
const secret = useFacebookSecret();

const BODY = '{"object":"page","entry":[]}';
const SHA256 = 'sha256=5da47c9c7409e70d7a1851f0cfd9bc27786bd99587a9bf1dd5b51e23a2de03cf';
const SHA1 = 'sha1=eb935a8cb91fd3b72ab4cd92acd4498e6e688bb0';
const ROTATED = { ...SECRET, APP_SECRET: 'rotated_app_secret' };

const authentic = (headers: Record<string, string>, body = BODY) =>
  isAuthentic({ rawBody: Buffer.from(body), headers });

afterEach(() => jest.restoreAllMocks());

/** Of what was compared in constant time, in bytes. */
const lengthsOf = (calls: [NodeJS.ArrayBufferView, NodeJS.ArrayBufferView][]) =>
  calls.map(([one, other]) => [one.byteLength, other.byteLength]);

describe('a webhook request', () => {
  it.each([
    ['the SHA-256 header', { 'x-hub-signature-256': SHA256 }, true],
    ['both headers', { 'x-hub-signature': SHA1, 'x-hub-signature-256': SHA256 }, true],
    [
      'a wrong SHA-1 header beside',
      { 'x-hub-signature': 'x', 'x-hub-signature-256': SHA256 },
      true,
    ],
    ['the SHA-1 header alone', { 'x-hub-signature': SHA1 }, false],
    ['SHA-256 under the old name', { 'x-hub-signature': SHA256 }, false],
    ['SHA-1 under the new name', { 'x-hub-signature-256': SHA1 }, false],
    [
      'a wrong SHA-256 header beside',
      { 'x-hub-signature': SHA1, 'x-hub-signature-256': 'x' },
      false,
    ],
    ['no header', {}, false],
  ])('is judged by the SHA-256 header only: %s', async (_, headers, expected) => {
    expect(await authentic(headers)).toBe(expected);
  });

  it('is refused where its body was tampered with', async () => {
    const body = BODY.replace('page', 'Page');
    expect(await authentic({ 'x-hub-signature-256': SHA256 }, body)).toBe(false);
  });
});

describe('the app secret', () => {
  const signed = (appSecret: string) =>
    authentic({ 'x-hub-signature-256': signatureOf(BODY, appSecret) });

  it('is fetched once for many requests', async () => {
    for (let i = 0; i < 5; i++) expect(await signed(SECRET.APP_SECRET)).toBe(true);
    expect(secret.fetches()).toBe(1);
  });

  it('is fetched anew after five minutes', async () => {
    await signed(SECRET.APP_SECRET);
    clock.advance(301);
    await signed(SECRET.APP_SECRET);
    expect(secret.fetches()).toBe(2);
  });

  it('is fetched anew where a signature fails: it may have been rotated', async () => {
    expect(await signed(SECRET.APP_SECRET)).toBe(true);
    secret.becomes(ROTATED);
    expect(await signed(ROTATED.APP_SECRET)).toBe(true);
    expect(secret.fetches()).toBe(2);
  });

  it('is not fetched again and again for a flood of forged requests', async () => {
    for (let i = 0; i < 20; i++) expect(await signed('forged')).toBe(false);
    expect(secret.fetches()).toBe(2);
    clock.advance(31);
    expect(await signed('forged')).toBe(false);
    expect(secret.fetches()).toBe(3);
  });

  it('counts beside its successor for an hour: so long Meta delivers again what was refused', async () => {
    await signed(SECRET.APP_SECRET);
    secret.rotates(ROTATED);
    for (const minutes of [0, 30, 29]) {
      clock.advance(minutes * 60);
      expect(await signed(ROTATED.APP_SECRET)).toBe(true);
      expect(await signed(SECRET.APP_SECRET)).toBe(true);
    }
    expect(await signed('forged')).toBe(false);
  });

  it('no longer proves anything an hour after it was rotated', async () => {
    await signed(SECRET.APP_SECRET);
    secret.rotates(ROTATED);
    await signed(ROTATED.APP_SECRET);
    clock.advance(3601);
    expect(await signed(SECRET.APP_SECRET)).toBe(false);
    expect(await signed(ROTATED.APP_SECRET)).toBe(true);
  });

  it('is named where it lacks a value, without the values that it has', async () => {
    secret.becomes({ PAGE_TOKEN: 'EAAB_test_token', APP_SECRET: '' });
    await expect(signed('')).rejects.toThrow(
      new SecretMalformed('The secret needs correct values for: APP_SECRET, VERIFY_TOKEN.'),
    );
  });
});

const query = {
  'hub.mode': 'subscribe',
  'hub.verify_token': 'chosen-at-setup',
  'hub.challenge': '1158201444',
};

describe('Meta’s verification of the endpoint', () => {
  it('is answered with its challenge', async () => {
    expect(await answerChallenge(query)).toBe('1158201444');
  });

  it('is answered with the challenge as it is, were it no number', async () => {
    expect(await answerChallenge({ ...query, 'hub.challenge': 'a1-b2' })).toBe('a1-b2');
  });

  it.each([
    ['a wrong token', { 'hub.verify_token': 'guessed' }],
    ['a token that only begins right', { 'hub.verify_token': 'chosen-at' }],
    ['a token in other letters', { 'hub.verify_token': 'Chosen-At-Setup' }],
    ['an empty token', { 'hub.verify_token': '' }],
    ['no token', { 'hub.verify_token': undefined }],
    ['a wrong mode', { 'hub.mode': 'unsubscribe' }],
    ['no mode', { 'hub.mode': undefined }],
    ['no challenge', { 'hub.challenge': undefined }],
    ['the page token instead', { 'hub.verify_token': SECRET.PAGE_TOKEN }],
  ])('is refused with %s', async (_, wrong) => {
    expect(await answerChallenge({ ...query, ...wrong })).toBeUndefined();
  });

  it('is refused without any parameter', async () => {
    expect(await answerChallenge({})).toBeUndefined();
  });

  it.each([
    ['is empty', ''],
    ['begins right', 'c'],
    ['ends wrong', 'chosen-at-setuq'],
    ['begins wrong', 'xhosen-at-setup'],
    ['is long', 'x'.repeat(10_000)],
  ])('takes the same time for a wrong token that %s', async (_, token) => {
    const compare = jest.spyOn(crypto, 'timingSafeEqual');
    expect(await answerChallenge({ ...query, 'hub.verify_token': token })).toBeUndefined();
    // With the secret at hand, and with the one fetched anew.
    expect(lengthsOf(compare.mock.calls)).toEqual([
      [32, 32],
      [32, 32],
    ]);
  });

  it('is accepted with a token that was changed a moment ago', async () => {
    await answerChallenge(query);
    secret.becomes({ ...SECRET, VERIFY_TOKEN: 'changed' });
    expect(await answerChallenge({ ...query, 'hub.verify_token': 'changed' })).toBe('1158201444');
  });
});

const EMPTY = '{"object":"page","entry":[]}';
const EMPTY_HEX = '5da47c9c7409e70d7a1851f0cfd9bc27786bd99587a9bf1dd5b51e23a2de03cf';
const ESCAPED = '{"object":"page","entry":[{"text":"caf\\u00e9"}]}';
const ESCAPED_HEX = '2cf1d103e4fac8ce796bc63f3f31fb18a27c25b66aa64fa472a11424b14925b3';
const UNESCAPED = '{"object":"page","entry":[{"text":"café"}]}';
const UNESCAPED_HEX = '1d22f1d3397a2872dadf161be4a07b143d3d515a0e4e2754f8286a396d84764e';

const accepts = (
  header: string | undefined,
  body: string | Buffer,
  appSecret = SECRET.APP_SECRET,
) => isSignature(header, Buffer.from(body), appSecret);

describe('the signature of a webhook', () => {
  it.each([
    ['an empty webhook', EMPTY, EMPTY_HEX],
    ['escaped accents, as Meta sends them', ESCAPED, ESCAPED_HEX],
    ['accents in UTF-8', UNESCAPED, UNESCAPED_HEX],
  ])('is the HMAC-SHA256 of the raw bytes: %s', (_, body, hex) => {
    expect(accepts(`sha256=${hex}`, body)).toBe(true);
  });

  it.each([
    ['escaped accents sent as UTF-8', UNESCAPED, ESCAPED_HEX],
    ['UTF-8 sent as escaped accents', ESCAPED, UNESCAPED_HEX],
    ['a blank more', EMPTY.replace(':', ': '), EMPTY_HEX],
    ['a line break at the end', `${EMPTY}\n`, EMPTY_HEX],
    ['another entry', EMPTY.replace('[]', '[{}]'), EMPTY_HEX],
    ['an empty body', '', EMPTY_HEX],
  ])('does not fit a body that differs by a byte: %s', (_, body, hex) => {
    expect(accepts(`sha256=${hex}`, body)).toBe(false);
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['without its prefix', EMPTY_HEX],
    ['with another prefix', `sha1=${EMPTY_HEX}`],
    ['with a prefix in upper case', `SHA256=${EMPTY_HEX}`],
    ['one digit short', `sha256=${EMPTY_HEX.slice(1)}`],
    ['one digit long', `sha256=${EMPTY_HEX}0`],
    ['half as long', `sha256=${EMPTY_HEX.slice(32)}`],
    ['the prefix alone', 'sha256='],
    ['in upper case', `sha256=${EMPTY_HEX.toUpperCase()}`],
    ['no hex', `sha256=${'g'.repeat(64)}`],
    ['in base64', `sha256=${Buffer.from(EMPTY_HEX, 'hex').toString('base64')}`],
    ['two in one header', `sha256=${EMPTY_HEX},sha256=${EMPTY_HEX}`],
    ['followed by a line break', `sha256=${EMPTY_HEX}\n`],
    ['another body’s', `sha256=${ESCAPED_HEX}`],
    ['wrong in the last digit', `sha256=${EMPTY_HEX.slice(0, -1)}0`],
  ])('is refused, never thrown at, where it is %s', (_, header) => {
    expect(accepts(header, EMPTY)).toBe(false);
  });

  it.each([
    ['all but its end', `${EMPTY_HEX.slice(0, -1)}0`],
    ['nothing', '0'.repeat(64)],
  ])('takes the same time to refuse where %s of it is right', (_, hex) => {
    const compare = jest.spyOn(crypto, 'timingSafeEqual');
    expect(accepts(`sha256=${hex}`, EMPTY)).toBe(false);
    expect(lengthsOf(compare.mock.calls)).toEqual([[32, 32]]);
  });

  it('is refused under another app secret', () => {
    expect(accepts(`sha256=${EMPTY_HEX}`, EMPTY, 'test_app_secret2')).toBe(false);
  });

  it('covers bytes that are no UTF-8 as they are', () => {
    const hex = '517851349dcb66b67cd36bafb4a2eafbff5a7a9e09b0a7889daa2885737c8a54';
    expect(accepts(`sha256=${hex}`, Buffer.from([0xff, 0xfe, 0x00]))).toBe(true);
    expect(accepts(`sha256=${hex}`, '\ufffd\ufffd\u0000')).toBe(false);
  });

  it('fits a whole webhook as it stands in the file', () => {
    const body = fixtureText('facebook/several-customers');
    expect(accepts(signatureOf(body), body)).toBe(true);
  });
});
