import { AsyncLocalStorage } from 'node:async_hooks';

/** Who of the application makes a call: a function in one environment, or one execution. */
export interface Caller {
  /** The function's or the state machine's. */
  name: string;
  /** Ends it at once, whatever it is doing; resolves when it does nothing any more. */
  kill(): Promise<void>;
}

/**
 * The callers whose calls come by the gateway. An execution environment is told from others by the
 * id in its endpoints; an execution, which calls from within this process, by its asynchronous
 * context.
 */
export class Callers {
  private readonly environments = new Map<string, Caller>();
  private readonly current = new AsyncLocalStorage<Caller | undefined>();

  add(id: string, caller: Caller): void {
    this.environments.set(id, caller);
  }

  remove(id: string): void {
    this.environments.delete(id);
  }

  /** @returns undefined for whoever is not of the application */
  find(id: string | undefined): Caller | undefined {
    return id === undefined ? this.current.getStore() : this.environments.get(id);
  }

  /** Does some work in the name of an execution, or of nobody. */
  as<Result>(caller: Caller | undefined, work: () => Promise<Result>): Promise<Result> {
    return this.current.run(caller, work);
  }
}
