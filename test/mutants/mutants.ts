import type { StateMachineDefinition } from 'aws-local-stepfunctions';

export interface Mutant {
  /** What was taken away. */
  without: string;
  /** The state that it was taken from: rows that do not visit it run as ever. */
  state: string;
  definition: StateMachineDefinition;
}

type States = Record<string, Record<string, unknown>>;

/**
 * The definition without one of its rules: a choice, a catcher, or one error of a retrier or a
 * catcher. A table that a mutant passes as well does not test that rule.
 */
export function mutantsOf(definition: StateMachineDefinition): Mutant[] {
  const states = definition.States as unknown as States;
  return Object.keys(states).flatMap((name) => [
    ...shortened(definition, name, 'Choices'),
    ...shortened(definition, name, 'Catch'),
    ...withoutErrors(definition, name, 'Catch'),
    ...withoutErrors(definition, name, 'Retry'),
  ]);
}

function shortened(definition: StateMachineDefinition, name: string, field: string): Mutant[] {
  const { length } = listOf(definition, name, field);
  // Neither list may be empty.
  if (length < 2) return [];
  return Array.from({ length }, (_, index) => {
    const copy = structuredClone(definition);
    listOf(copy, name, field).splice(index, 1);
    return { without: `${name}.${field}[${index}]`, state: name, definition: copy };
  });
}

function withoutErrors(definition: StateMachineDefinition, name: string, field: string): Mutant[] {
  return listOf(definition, name, field).flatMap(({ ErrorEquals }, index) =>
    ErrorEquals.length < 2
      ? []
      : ErrorEquals.map((error, position) => {
          const copy = structuredClone(definition);
          listOf(copy, name, field)[index]?.ErrorEquals.splice(position, 1);
          return { without: `${name}.${field}[${index}] ${error}`, state: name, definition: copy };
        }),
  );
}

function listOf(definition: StateMachineDefinition, name: string, field: string) {
  const states = definition.States as unknown as States;
  return (states[name]?.[field] ?? []) as { ErrorEquals: string[] }[];
}
