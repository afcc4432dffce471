import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import aslValidator from 'asl-validator';
import { definitionOf } from './row';

interface TaskState {
  Type: string;
  Resource: string;
  Parameters: { FunctionName?: string };
  TimeoutSeconds?: number;
  Retry?: {
    MaxAttempts?: number;
    BackoffRate?: number;
    MaxDelaySeconds?: number;
    JitterStrategy?: string;
  }[];
  Catch?: { ErrorEquals: string[] }[];
}

const root = join(__dirname, '..', '..');
const textOf = (name: string) => readFileSync(join(root, 'asl', `${name}.asl.json`), 'utf8');
const kebab = (state: string) => state.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();

describe.each(['session-lifecycle', 'agent-event-router'])('%s', (name) => {
  const definition = definitionOf(name);
  const tasks = (Object.entries(definition.States) as unknown as [string, TaskState][]).filter(
    ([, { Type }]) => Type === 'Task',
  );

  it('is valid, with its placeholders', () => {
    const { isValid, errorsText } = aslValidator(JSON.parse(textOf(name)));
    expect([isValid, errorsText()]).toEqual([true, '']);
  });

  it('names no account, no Region and no resource: the deployment does', () => {
    expect(textOf(name)).not.toMatch(/\d{12}|us-[a-z]+-\d|arn:aws:(?!states:::)/);
  });

  it('ends before its dispatch gives up waiting', () => {
    expect(definition.TimeoutSeconds).toBe(40);
  });

  it.each(tasks)('%s ends, retries with full jitter, and catches everything', (_, state) => {
    expect(state.TimeoutSeconds).toBeLessThanOrEqual(25);
    for (const retrier of state.Retry ?? []) {
      expect(retrier).toMatchObject({
        MaxAttempts: 2,
        BackoffRate: 2,
        MaxDelaySeconds: 4,
        JitterStrategy: 'FULL',
      });
    }
    expect(state.Retry?.length).toBeGreaterThan(0);
    expect(state.Catch?.at(-1)?.ErrorEquals).toEqual(['States.ALL']);
  });

  const functions = tasks.filter(([, { Resource }]) => Resource.endsWith('lambda:invoke'));

  it.each(functions)('%s has the name of its folder in tasks/', (state, { Parameters }) => {
    expect(Parameters.FunctionName).toBe(kebab(state));
    expect(existsSync(join(root, 'tasks', kebab(state), 'handler.ts'))).toBe(true);
  });
});
