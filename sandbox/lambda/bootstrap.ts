import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Invocation, InvocationResult } from './execution-environment';

/**
 * Runs inside a worker thread: one execution environment of one function, as Lambda has it. Its
 * environment variables and module state are its own, and it handles one event at a time.
 */
const { handlerFile, clock, functionName } = workerData as {
  handlerFile: string;
  clock: Float64Array;
  functionName: string;
};

const realNow = Date.now;
Date.now = () => realNow() + (clock[0] ?? 0);

const load = createRequire(handlerFile);
const { handler } = load(handlerFile) as {
  handler(event: unknown, context: object): Promise<unknown>;
};

parentPort?.on('message', async ({ id, event, deadline }: Invocation) => {
  const context = {
    functionName,
    functionVersion: '$LATEST',
    memoryLimitInMB: '256',
    awsRequestId: id,
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
    getRemainingTimeInMillis: () => Math.max(0, deadline - realNow()),
  };
  parentPort?.postMessage(await invoke(id, event, context));
});

parentPort?.postMessage('ready');

async function invoke(id: string, event: unknown, context: object): Promise<InvocationResult> {
  try {
    return { id, result: JSON.stringify(await handler(event, context)) };
  } catch (error) {
    const { name: errorType, message: errorMessage, stack = '' } = error as Error;
    const trace = stack.split('\n');
    logInvokeError(id, { errorType, errorMessage, stack: trace });
    return { id, error: { errorType, errorMessage, trace } };
  }
}

/** The line that Lambda's own runtime adds to the log. */
function logInvokeError(id: string, error: object): void {
  const at = new Date().toISOString();
  process.stdout.write(`${at}\t${id}\tERROR\tInvoke Error \t${JSON.stringify(error)}\n`);
}
