import { send } from '../../../../channels/facebook/send';
import { ANA, PAGE, SECRET, useFacebookSecret } from '../../../support/facebook';
import { fixtureText } from '../../../support/fixture';
import { useStoppedClock } from '../../../support/stopped-clock';

useStoppedClock();
useFacebookSecret();

beforeEach(() => jest.restoreAllMocks());

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
