import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from '../../infra/bundle';
import { type FunctionName, functions } from '../../infra/wiring';
import type { Callers } from '../aws/callers';
import { FunctionError } from './execution-environment';
import { LambdaFunction } from './lambda-function';

const MAX_CONCURRENCY = 20;
const BOOTSTRAP = 'bootstrap.js';

/** Builds the tasks as a deployment does, and what runs them in a thread. */
export async function buildFunctions(outdir: string): Promise<void> {
  const tasks = bundleOptions(outdir, { minify: false });
  const entryPoints = [join(__dirname, 'bootstrap.ts')];
  await Promise.all([build(tasks), build({ ...tasks, absWorkingDir: __dirname, entryPoints })]);
}

export interface FunctionsOptions {
  /** Where buildFunctions put its output. */
  outdir: string;
  clock: Float64Array;
  environment(name: FunctionName, id: string): Record<string, string>;
  callers: Callers;
  onLog(name: FunctionName, line: string): void;
}

/** The deployed functions, by name. */
export class Functions {
  private readonly byName = new Map<string, LambdaFunction>();

  constructor(options: FunctionsOptions) {
    const names = Object.keys(functions) as FunctionName[];
    for (const name of names) this.byName.set(name, newFunction(name, options));
  }

  /** Loads one function after the other, so that the first message does not compete with all of them. */
  async warmUp(): Promise<void> {
    for (const fn of this.byName.values()) await fn.warmUp();
  }

  invoke(name: string, event: unknown): Promise<unknown> {
    const fn = this.byName.get(name);
    if (fn) return fn.invoke(event);
    const cause = { errorMessage: `Function not found: ${name}` };
    return Promise.reject(new FunctionError('Lambda.ResourceNotFoundException', cause));
  }

  /** Ends what is running; idle environments stay warm unless `all` are to go. */
  async kill({ all }: { all: boolean }): Promise<void> {
    await Promise.all([...this.byName.values()].map((fn) => fn.kill({ all })));
  }
}

function newFunction(name: FunctionName, options: FunctionsOptions): LambdaFunction {
  const { task, timeoutSeconds } = functions[name];
  const settings = {
    name,
    timeoutSeconds,
    handlerFile: join(options.outdir, task, 'index.js'),
    bootstrapFile: join(options.outdir, BOOTSTRAP),
    environment: (id: string) => options.environment(name, id),
    callers: options.callers,
    clock: options.clock,
    onLog: (line: string) => options.onLog(name, line),
  };
  return new LambdaFunction(settings, MAX_CONCURRENCY);
}
