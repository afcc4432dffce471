import { Sandbox } from './sandbox';

/** One sandbox for all suites of a test file: starting it costs as much as a dozen tests. */
export let sandbox: Sandbox;

export function useSandbox(): void {
  beforeAll(async () => {
    sandbox = await Sandbox.start({ POWERTOOLS_LOG_LEVEL: 'DEBUG' });
  });
  afterAll(async () => {
    await sandbox.stop();
  });
}

/** Each test of the suite begins with nothing there. */
export function resetBeforeEach(): void {
  beforeEach(() => sandbox.reset());
}
