import crypto from 'node:crypto';
import type * as Delays from '../../../../tasks/dispatch/retry-delay';

/** The module as a function loads it that finds these variables. */
function deployedWith(environment: Record<string, string> = {}): typeof Delays {
  jest.replaceProperty(process, 'env', { ...process.env, ...environment });
  jest.resetModules();
  return jest.requireActual('../../../../tasks/dispatch/retry-delay');
}

/** Every draw comes to its lower or its upper bound; both are given, and the upper one is exclusive. */
function drawsAt(bound: 'lowest' | 'highest'): void {
  const draw = (min: number, max: number) => (bound === 'lowest' ? min : max - 1);
  jest.spyOn(crypto, 'randomInt').mockImplementation(draw as never);
}

afterEach(() => jest.restoreAllMocks());

describe('quotaDelay', () => {
  it.each([
    ['lowest', 5],
    ['highest', 30],
  ] as const)('is at its %s %i seconds', (bound, seconds) => {
    drawsAt(bound);
    expect(deployedWith().quotaDelay()).toBe(seconds);
  });

  it('can be set', () => {
    drawsAt('highest');
    const { quotaDelay } = deployedWith({ WAIT_MIN_SECONDS: '1', WAIT_MAX_SECONDS: '2' });
    expect(quotaDelay()).toBe(2);
  });

  it('needs no draw where there is nothing to draw from', () => {
    const { quotaDelay } = deployedWith({ WAIT_MIN_SECONDS: '0', WAIT_MAX_SECONDS: '0' });
    expect(quotaDelay()).toBe(0);
  });
});

describe('retryDelay', () => {
  it.each([
    [1, 2],
    [2, 4],
    [3, 8],
    [4, 16],
    [5, 30],
    [1_000, 30],
  ])('after %i failed attempts is from 1 to %i seconds', (attempts, highest) => {
    const { retryDelay } = deployedWith();
    drawsAt('lowest');
    expect(retryDelay(attempts)).toBe(1);
    drawsAt('highest');
    expect(retryDelay(attempts)).toBe(highest);
  });

  it('is never longer than the longest wait', () => {
    drawsAt('highest');
    expect(deployedWith({ WAIT_MAX_SECONDS: '3' }).retryDelay(4)).toBe(3);
    expect(deployedWith({ WAIT_MIN_SECONDS: '0', WAIT_MAX_SECONDS: '0' }).retryDelay(4)).toBe(0);
  });
});
