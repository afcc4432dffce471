import { isAuthentic } from '../../../../channels/facebook/verify';
import { SecretMalformed } from '../../../../domain/secret';
import { SECRET, signatureOf, useFacebookSecret } from '../../../support/facebook';
import { useStoppedClock } from '../../../support/stopped-clock';

const clock = useStoppedClock();
const secret = useFacebookSecret();

const BODY = '{"object":"page","entry":[]}';
const SHA256 = 'sha256=5da47c9c7409e70d7a1851f0cfd9bc27786bd99587a9bf1dd5b51e23a2de03cf';
const SHA1 = 'sha1=eb935a8cb91fd3b72ab4cd92acd4498e6e688bb0';
const ROTATED = { ...SECRET, APP_SECRET: 'rotated_app_secret' };

const authentic = (headers: Record<string, string>, body = BODY) =>
  isAuthentic({ rawBody: Buffer.from(body), headers });

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

  it('no longer proves anything once it was rotated', async () => {
    await signed(SECRET.APP_SECRET);
    secret.becomes(ROTATED);
    await signed(ROTATED.APP_SECRET);
    clock.advance(31);
    expect(await signed(SECRET.APP_SECRET)).toBe(false);
  });

  it('is named where it lacks a value, without the values that it has', async () => {
    secret.becomes({ PAGE_TOKEN: 'EAAB_test_token', APP_SECRET: '' });
    await expect(signed('')).rejects.toThrow(
      new SecretMalformed('The secret needs correct values for: APP_SECRET, VERIFY_TOKEN.'),
    );
  });
});
