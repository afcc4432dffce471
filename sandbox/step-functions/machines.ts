import type { Execution } from './execution';
import type { Machine } from './machine';

/** More than anybody looks at, little enough for memory. */
const KEPT = 20_000;

/** The state machines and what they ran. */
export class Machines {
  private readonly machines = new Map<string, Machine>();
  private readonly executions: Execution[] = [];

  add(machine: Machine): void {
    this.machines.set(machine.arn, machine);
  }

  byArn(arn: string): Machine | undefined {
    return this.machines.get(arn);
  }

  /** Keeps an execution from its start; what happens to it later happens to the same object. */
  remember(execution: Execution): void {
    this.executions.push(execution);
    if (this.executions.length > KEPT) this.executions.shift();
  }

  /** Newest first. */
  list(filter: { machine?: string | undefined; status?: string | undefined } = {}): Execution[] {
    return this.executions
      .filter(
        ({ machine, status }) =>
          (!filter.machine || filter.machine === machine) &&
          (!filter.status || filter.status === status),
      )
      .reverse();
  }

  find(name: string): Execution | undefined {
    return this.list().find((execution) => execution.name === name);
  }

  /** Whether an execution whose name holds this text is running. */
  isRunning(text: string): boolean {
    return this.executions.some(({ status, name }) => status === 'RUNNING' && name.includes(text));
  }

  /** Aborts every execution that is running. */
  abort(): void {
    for (const machine of this.machines.values()) machine.abort();
  }

  reset(): void {
    this.executions.length = 0;
  }
}
