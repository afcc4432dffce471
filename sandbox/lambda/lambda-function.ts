import {
  ExecutionEnvironment,
  FunctionError,
  type FunctionSettings,
} from './execution-environment';

interface Waiting {
  resolve(environment: ExecutionEnvironment): void;
  reject(error: Error): void;
}

/**
 * A Lambda function: as many execution environments as are busy at once, up to a limit. Where none
 * is idle a new one is started, one at a time, because loading them all at once would take longer
 * on one machine; whichever is free first takes the event that has waited longest.
 */
export class LambdaFunction {
  private readonly idle: ExecutionEnvironment[] = [];
  private readonly busy = new Set<ExecutionEnvironment>();
  private readonly waiting: Waiting[] = [];
  private starting: Promise<void> | undefined;

  constructor(
    private readonly settings: FunctionSettings,
    private readonly maxConcurrency: number,
  ) {}

  /** Starts an environment ahead of the first event. */
  async warmUp(): Promise<void> {
    if (this.idle.length + this.busy.size === 0) await this.start();
  }

  async invoke(event: unknown): Promise<unknown> {
    const environment = await this.acquire();
    try {
      return await environment.invoke(event);
    } finally {
      this.busy.delete(environment);
      if (environment.alive) this.hand(environment);
      else this.scale();
    }
  }

  /** Kills the busy environments, so that what they were doing fails, and the idle ones if `all`. */
  async kill({ all }: { all: boolean }): Promise<void> {
    for (const { reject } of this.waiting.splice(0)) {
      reject(new FunctionError('Lambda.Unknown', { errorMessage: 'The function was stopped.' }));
    }
    const environments = [...this.busy, ...(all ? this.idle.splice(0) : [])];
    await Promise.all(environments.map((environment) => environment.kill()));
  }

  private acquire(): Promise<ExecutionEnvironment> {
    const idle = this.takeIdle();
    if (idle) return Promise.resolve(idle);
    const acquired = new Promise<ExecutionEnvironment>((resolve, reject) =>
      this.waiting.push({ resolve, reject }),
    );
    this.scale();
    return acquired;
  }

  private takeIdle(): ExecutionEnvironment | undefined {
    for (let one = this.idle.pop(); one; one = this.idle.pop()) {
      if (one.alive) {
        this.busy.add(one);
        return one;
      }
    }
    return undefined;
  }

  private hand(environment: ExecutionEnvironment): void {
    const next = this.waiting.shift();
    if (!next) return void this.idle.push(environment);
    this.busy.add(environment);
    next.resolve(environment);
  }

  private scale(): void {
    const total = this.idle.length + this.busy.size;
    if (this.starting || this.waiting.length === 0 || total >= this.maxConcurrency) return;
    void this.start().then(() => this.scale());
  }

  private start(): Promise<void> {
    this.starting ??= this.load().finally(() => {
      this.starting = undefined;
    });
    return this.starting;
  }

  private async load(): Promise<void> {
    const environment = new ExecutionEnvironment(this.settings);
    await environment.ready;
    // One that could not be loaded is handed on as well: the invocation fails and says so.
    if (environment.alive || this.waiting.length > 0) this.hand(environment);
  }
}
