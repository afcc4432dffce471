import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { Callers } from '../aws/callers';

export interface Invocation {
  id: string;
  event: unknown;
  /** Milliseconds since the epoch. */
  deadline: number;
}

export type InvocationResult =
  | { id: string; result: string | undefined }
  | { id: string; error: { errorType: string; errorMessage: string; trace: string[] } };

export interface FunctionSettings {
  name: string;
  handlerFile: string;
  bootstrapFile: string;
  /** @param id of the execution environment */
  environment(id: string): Record<string, string>;
  callers: Callers;
  timeoutSeconds: number;
  clock: Float64Array;
  onLog(line: string): void;
}

/** What an invocation fails with; `name` and the JSON in `message` are what Step Functions shows. */
export class FunctionError extends Error {
  constructor(
    override readonly name: string,
    cause: object,
  ) {
    super(JSON.stringify(cause));
  }
}

/** One worker thread that runs one function, one event at a time. It can be killed at any moment. */
export class ExecutionEnvironment {
  private readonly id = randomUUID();
  private readonly worker: Worker;
  private settle?: { resolve(result: unknown): void; reject(error: Error): void };
  alive = true;
  /** Resolves when the handler is loaded, or will never be. */
  readonly ready: Promise<void>;

  constructor(private readonly settings: FunctionSettings) {
    const { bootstrapFile, handlerFile, callers, clock, name } = settings;
    this.worker = new Worker(bootstrapFile, {
      workerData: { handlerFile, clock, functionName: name },
      env: settings.environment(this.id),
      // Without the loaders of the process itself: the bundles are plain JavaScript.
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    callers.add(this.id, { name, kill: () => this.kill() });
    createInterface(this.worker.stdout).on('line', settings.onLog);
    createInterface(this.worker.stderr).on('line', settings.onLog);
    this.ready = new Promise((resolve) => {
      this.worker.once('message', () => resolve()).once('exit', () => resolve());
    });
    this.worker.on('message', (answer: 'ready' | InvocationResult) => this.answered(answer));
    this.worker.on('error', (error) => this.died('Runtime.ExitError', error.message));
    this.worker.on('exit', () => this.died('Runtime.ExitError', 'the process exited'));
    this.worker.unref();
  }

  async invoke(event: unknown): Promise<unknown> {
    if (!this.alive) throw new FunctionError('Lambda.Unknown', { errorType: 'Runtime.ExitError' });
    const { timeoutSeconds } = this.settings;
    const deadline = Date.now() + timeoutSeconds * 1000;
    const timer = setTimeout(() => this.timeOut(), timeoutSeconds * 1000);
    try {
      return await new Promise((resolve, reject) => {
        this.settle = { resolve, reject };
        this.worker.postMessage({ id: randomUUID(), event, deadline } satisfies Invocation);
      });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the thread at once, whatever it is doing, as when Lambda takes the environment away. */
  async kill(): Promise<void> {
    await this.worker.terminate();
  }

  private answered(answer: 'ready' | InvocationResult): void {
    if (answer === 'ready') return;
    if ('error' in answer) {
      this.settle?.reject(new FunctionError(answer.error.errorType, answer.error));
    } else {
      this.settle?.resolve(answer.result === undefined ? null : JSON.parse(answer.result));
    }
  }

  private timeOut(): void {
    const { name, timeoutSeconds } = this.settings;
    this.died('Sandbox.Timedout', `${name}: Task timed out after ${timeoutSeconds} seconds`);
    void this.kill();
  }

  /** Step Functions shows a function that ended without a word as Lambda.Unknown. */
  private died(errorType: string, errorMessage: string): void {
    this.alive = false;
    this.settings.callers.remove(this.id);
    const shown = errorType === 'Sandbox.Timedout' ? errorType : 'Lambda.Unknown';
    this.settle?.reject(new FunctionError(shown, { errorType, errorMessage }));
  }
}
