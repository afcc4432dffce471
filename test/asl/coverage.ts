import type { StateMachineDefinition } from 'aws-local-stepfunctions';
import type { Run } from './row';

/** A definition's state as far as its ways out go. */
interface AnyState {
  Next?: string;
  Default?: string;
  Choices?: { Next: string }[];
  Catch?: { Next: string }[];
  Retry?: unknown[];
}

export interface Coverage {
  states: number;
  transitions: number;
  missed: string[];
}

/** Which states and transitions (retries among them) the runs of a table did not visit. */
export function coverageOf({ States }: StateMachineDefinition, runs: Run[]): Coverage {
  const names = Object.keys(States);
  const transitions = names.flatMap((name) => waysOut(name, States[name] as AnyState));
  const visited = new Set(runs.flatMap((run) => [...run.path, ...stepsOf(run)]));
  return {
    states: names.length,
    transitions: transitions.length,
    missed: [...names, ...transitions].filter((one) => !visited.has(one)),
  };
}

function waysOut(name: string, state: AnyState): string[] {
  const nexts = [
    state.Next,
    state.Default,
    ...(state.Choices ?? []).map(({ Next }) => Next),
    ...(state.Catch ?? []).map(({ Next }) => Next),
    state.Retry && name,
  ];
  return [...new Set(nexts.flatMap((next) => (next ? [`${name} → ${next}`] : [])))];
}

function stepsOf({ path, execution }: Run): string[] {
  const retried = execution.events
    .filter(({ type }) => type === 'TaskRetried')
    .map(({ state }) => `${state} → ${state}`);
  return [...path.slice(1).map((state, index) => `${path[index]} → ${state}`), ...retried];
}
