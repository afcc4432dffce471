import { ExecutionEnvironment, type FunctionSettings } from './execution-environment';

/** A Lambda function: as many execution environments as are busy at once, up to a limit. */
export class LambdaFunction {
  private readonly idle: ExecutionEnvironment[] = [];
  private readonly busy = new Set<ExecutionEnvironment>();
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly settings: FunctionSettings,
    private readonly maxConcurrency: number,
  ) {}

  /** Starts an environment ahead of the first event. */
  async warmUp(): Promise<void> {
    if (this.idle.length + this.busy.size > 0) return;
    const environment = this.newEnvironment();
    this.idle.push(environment);
    await environment.ready;
  }

  async invoke(event: unknown): Promise<unknown> {
    const environment = await this.acquire();
    try {
      return await environment.invoke(event);
    } finally {
      this.release(environment);
    }
  }

  /** Kills the busy environments, so that what they were doing fails, and the idle ones if `all`. */
  async kill({ all }: { all: boolean }): Promise<void> {
    const environments = [...this.busy, ...(all ? this.idle.splice(0) : [])];
    await Promise.all(environments.map((environment) => environment.kill()));
  }

  private async acquire(): Promise<ExecutionEnvironment> {
    while (this.busy.size >= this.maxConcurrency) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    const environment = this.takeIdle() ?? this.newEnvironment();
    this.busy.add(environment);
    return environment;
  }

  private takeIdle(): ExecutionEnvironment | undefined {
    for (let one = this.idle.pop(); one; one = this.idle.pop()) if (one.alive) return one;
    return undefined;
  }

  private release(environment: ExecutionEnvironment): void {
    this.busy.delete(environment);
    if (environment.alive) this.idle.push(environment);
    this.waiting.shift()?.();
  }

  private newEnvironment(): ExecutionEnvironment {
    return new ExecutionEnvironment(this.settings);
  }
}
