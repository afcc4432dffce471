import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StateMachineDefinition } from 'aws-local-stepfunctions';

const folder = join(__dirname, '..', '..', 'asl');

/** The definition in asl/, with its placeholders filled in as the deployment fills them in. */
export function loadDefinition(
  name: string,
  substitutions: Record<string, string>,
): StateMachineDefinition {
  const text = readFileSync(join(folder, `${name}.asl.json`), 'utf8');
  const filled = text.replace(/\$\{(\w+)\}/g, (_, key: string) => {
    const value = substitutions[key];
    if (value === undefined) throw new Error(`${name}: nothing to put in for \${${key}}`);
    return value;
  });
  return JSON.parse(filled) as StateMachineDefinition;
}
