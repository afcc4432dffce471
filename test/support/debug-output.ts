import { inspect } from 'node:util';

/**
 * Everything that a function can write to its logs, at the most talkative level. To be imported
 * before the code under test.
 */
Object.assign(process.env, {
  POWERTOOLS_LOG_LEVEL: 'DEBUG',
  AWS_LAMBDA_LOG_LEVEL: 'DEBUG',
  POWERTOOLS_METRICS_DISABLED: 'false',
});

const STREAMS = [process.stdout, process.stderr];
const CONSOLE = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;

/**
 * Runs a function and gives what it wrote, with the error that it threw as Lambda would write it:
 * name, message, stack and what else the error carries in the open.
 */
export async function outputOf(run: () => Promise<unknown>): Promise<string> {
  const written: unknown[] = [];
  const write = (...values: unknown[]) => written.push(...values) > 0;
  const spies = [
    ...STREAMS.map((stream) => jest.spyOn(stream, 'write').mockImplementation(write)),
    ...CONSOLE.map((method) => jest.spyOn(console, method).mockImplementation(write as never)),
  ];
  try {
    await run().catch((error: Error) => write(asLambdaWrites(error)));
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return written
    .filter((value) => typeof value !== 'function')
    .map(asText)
    .join('\n');
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value, { depth: null });
}

function asLambdaWrites(error: Error): string {
  const { name, message, stack } = error;
  return JSON.stringify({ errorType: name, errorMessage: message, trace: stack, ...error });
}
