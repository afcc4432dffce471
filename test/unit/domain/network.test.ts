import { neverConnected } from '../../../domain/network';

function failure(code?: string, cause?: unknown): Error {
  return Object.assign(new Error('fetch failed', { cause }), code && { code });
}

describe('neverConnected', () => {
  it.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
  ])('%s proves that the request was never read', (code) => {
    expect(neverConnected(failure(code))).toBe(true);
  });

  it('looks beneath the error of fetch, however deep', () => {
    expect(neverConnected(failure(undefined, failure(undefined, failure('ENOTFOUND'))))).toBe(true);
  });

  it.each([
    ['a reset connection', failure('ECONNRESET')],
    ['a broken pipe', failure('EPIPE')],
    ['a time-out of the whole call', failure('ETIMEDOUT')],
    ['silence after the request', failure('UND_ERR_HEADERS_TIMEOUT')],
    ['an error of an answer', failure(undefined, failure('UND_ERR_SOCKET'))],
    ['an error without a code', failure()],
    ['a cause that is no error', failure(undefined, { code: 'ENOTFOUND' })],
  ])('%s proves nothing', (_, error) => {
    expect(neverConnected(error)).toBe(false);
  });
});
