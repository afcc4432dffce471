import { isSignature } from '../../../../channels/facebook/verify';
import { signatureOf } from '../../../support/facebook';
import { fixtureText } from '../../../support/fixture';

const SECRET = 'test_app_secret';
const EMPTY = '{"object":"page","entry":[]}';
const EMPTY_HEX = '5da47c9c7409e70d7a1851f0cfd9bc27786bd99587a9bf1dd5b51e23a2de03cf';
const ESCAPED = '{"object":"page","entry":[{"text":"caf\\u00e9"}]}';
const ESCAPED_HEX = '2cf1d103e4fac8ce796bc63f3f31fb18a27c25b66aa64fa472a11424b14925b3';
const UNESCAPED = '{"object":"page","entry":[{"text":"café"}]}';
const UNESCAPED_HEX = '1d22f1d3397a2872dadf161be4a07b143d3d515a0e4e2754f8286a396d84764e';

const accepts = (header: string | undefined, body: string | Buffer, secret = SECRET) =>
  isSignature(header, Buffer.from(body), secret);

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
