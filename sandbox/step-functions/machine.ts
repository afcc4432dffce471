import { setImmediate } from 'node:timers/promises';
import './polyfill';
import {
  ExecutionAbortedError,
  type ExecutionError,
  ExecutionTimeoutError,
  StateMachine,
  type StateMachineDefinition,
} from 'aws-local-stepfunctions';
import type { Callers } from '../aws/callers';
import type { Execution, ExecutionEvent } from './execution';

/** A task as a state machine calls it. */
export interface TaskCall {
  state: string;
  /** The `Resource` of the state. */
  resource: string;
  /** The state's input after `Parameters`. */
  parameters: unknown;
}

/** What fails a task: `name` is matched by ErrorEquals, `message` becomes the Cause. */
export class TaskError extends Error {
  constructor(
    override readonly name: string,
    cause: string,
  ) {
    super(cause);
  }
}

export interface MachineOptions {
  name: string;
  arn: string;
  definition: StateMachineDefinition;
  /** Does a task's work; throws TaskError. */
  perform(call: TaskCall): Promise<unknown>;
  /** In whose name the tasks call. */
  callers: Callers;
  /** Overrides the pause before each retry, in milliseconds. */
  retryPauseMs?: number | undefined;
  now?: () => number;
  onStart?: (execution: Execution) => void;
  /** Called at each event, and when the status changes. */
  onChange?: (execution: Execution) => void;
}

/** One Express state machine, run by a local interpreter that knows most of the Amazon States Language. */
export class Machine {
  private readonly engine: StateMachine;
  private readonly now: () => number;
  /** Ends each execution that is running. */
  private readonly running = new Set<() => void>();

  constructor(private readonly options: MachineOptions) {
    // Validated in the tests, by a newer validator that knows the placeholders.
    this.engine = new StateMachine(options.definition, { validationOptions: { noValidate: true } });
    this.now = options.now ?? Date.now;
  }

  get name(): string {
    return this.options.name;
  }

  get arn(): string {
    return this.options.arn;
  }

  /** Aborts what is running. */
  abort(): void {
    for (const abort of this.running) abort();
  }

  /** Runs to the end. A failure is a status of the execution, never an exception. */
  async run(name: string, input: unknown): Promise<Execution> {
    const execution: Execution = {
      name,
      machine: this.name,
      executionArn: `${this.arn.replace(':stateMachine:', ':express:')}:${name}:${this.now()}`,
      status: 'RUNNING',
      startedAt: this.time(),
      input,
      events: [],
    };
    this.options.onStart?.(execution);
    await this.finish(execution);
    execution.stoppedAt = this.time();
    this.options.onChange?.(execution);
    return execution;
  }

  private async finish(execution: Execution): Promise<void> {
    const { result, eventLogs, abort } = this.engine.run(clone(execution.input) as never, {
      overrides: {
        taskResourceLocalHandlers: this.handlers(execution, () => abort()),
        retryIntervalOverrides: this.retryPauses(),
      },
      context: { Execution: { Id: execution.executionArn, Name: execution.name } },
    });
    const recorded = this.record(execution, eventLogs);
    this.running.add(abort);
    try {
      execution.output = await result;
      execution.status = 'SUCCEEDED';
    } catch (error) {
      Object.assign(execution, failure(error));
    } finally {
      this.running.delete(abort);
    }
    await recorded;
  }

  /** Handlers are found by the state's name alone, get the processed input, and must not share it with a retry. */
  private handlers(execution: Execution, abort: () => void) {
    const tasks = Object.entries(this.options.definition.States).flatMap(([state, definition]) =>
      definition.Type === 'Task' ? [{ state, resource: definition.Resource }] : [],
    );
    const caller = { name: this.name, kill: async () => abort() };
    return Object.fromEntries(
      tasks.map(({ state, resource }) => [
        state,
        (input: unknown) =>
          this.options.callers.as(caller, () =>
            this.perform(execution, { state, resource, parameters: clone(input) }),
          ),
      ]),
    ) as Record<string, () => Promise<never>>;
  }

  private async perform(execution: Execution, call: TaskCall): Promise<unknown> {
    const { state, resource, parameters } = call;
    // The engine's own event of entering the state is handed over first.
    await setImmediate();
    // The engine cuts the pause before a retry short when the execution is aborted, and retries.
    if (execution.status !== 'RUNNING') throw new TaskError('States.Aborted', execution.status);
    this.add(execution, { type: 'TaskScheduled', state, resource, input: parameters });
    try {
      const output = clone(await this.options.perform(call));
      this.add(execution, { type: 'TaskSucceeded', state, output });
      return output;
    } catch (error) {
      const { name, message } = error as Error;
      this.add(execution, { type: 'TaskFailed', state, error: name, cause: message });
      throw error;
    }
  }

  private retryPauses(): Record<string, number> | undefined {
    const { retryPauseMs, definition } = this.options;
    if (retryPauseMs === undefined) return undefined;
    return Object.fromEntries(Object.keys(definition.States).map((state) => [state, retryPauseMs]));
  }

  private async record(
    execution: Execution,
    logs: ReturnType<StateMachine['run']>['eventLogs'],
  ): Promise<void> {
    for await (const log of logs) {
      if (log.type === 'StateEntered') {
        this.add(execution, {
          type: log.type,
          state: log.state.name,
          input: clone(log.state.input),
        });
      } else if (log.type === 'StateExited') {
        const output = clone(log.state.output);
        this.add(execution, { type: log.type, state: log.state.name, output });
      } else if (log.type === 'StateRetried') {
        const attempt = log.retry.attempt;
        this.add(execution, { type: 'TaskRetried', state: log.state.name, attempt });
      } else if (log.type === 'StateCaught') {
        this.add(execution, { type: 'ErrorCaught', state: log.state.name });
      }
    }
  }

  private add(execution: Execution, event: Omit<ExecutionEvent, 'at'>): void {
    execution.events.push({ ...event, at: this.time() });
    this.options.onChange?.(execution);
  }

  private time(): string {
    return new Date(this.now()).toISOString();
  }
}

/** The engine throws for a machine's own time-out; Step Functions has a status for it. */
function failure(error: unknown): Pick<Execution, 'status' | 'error' | 'cause'> {
  if (error instanceof ExecutionTimeoutError) return { status: 'TIMED_OUT' };
  if (error instanceof ExecutionAbortedError) return { status: 'ABORTED' };
  const { name, message } = (error as ExecutionError).cause as Error;
  return { status: 'FAILED', error: name, cause: message };
}

/** What JSON makes of a value: dates become text, undefined goes, nothing is shared. */
function clone(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
