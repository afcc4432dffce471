let now = Date.parse('2026-11-20T10:00:00.000Z');

/** Everything but Date: promises and the SDK go on as ever. */
const REAL = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

/**
 * Stops the clock in each test, an hour after the test before: nothing that the code keeps for a
 * while, such as a secret, outlives a test.
 */
export function useStoppedClock() {
  beforeEach(() => {
    now += 3_600_000;
    jest.useFakeTimers({ now, doNotFake: [...REAL] });
  });
  afterEach(() => jest.useRealTimers());

  return {
    iso: () => new Date(now).toISOString(),
    advance(seconds: number): void {
      now += seconds * 1000;
      jest.setSystemTime(now);
    },
  };
}
