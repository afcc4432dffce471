import { Sandbox } from './sandbox';

/** One sandbox for all suites of a test file: starting it costs as much as a dozen tests. */
export let sandbox: Sandbox;

const environment = { POWERTOOLS_LOG_LEVEL: 'DEBUG' };

export function useSandbox(): void {
  beforeAll(async () => {
    sandbox = await Sandbox.start(environment);
  });
  afterAll(async () => {
    await sandbox.stop();
  });
}

/** Each test of the suite begins with nothing there. */
export function resetBeforeEach(): void {
  beforeEach(() => sandbox.reset());
}

/** Stops the sandbox, and starts another one at the same place. */
export async function restartSandbox(whileGone: () => Promise<void>): Promise<void> {
  const { port } = new URL(sandbox.url);
  await sandbox.stop();
  await whileGone();
  sandbox = await Sandbox.start(environment, { port: Number(port) });
}
