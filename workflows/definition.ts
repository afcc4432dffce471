import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface ChoiceState {
  Choices?: { Next: string }[];
}

interface Definition {
  States: Record<string, ChoiceState>;
}

/** A definition of asl/, as text for Step Functions. */
export class AslDefinition {
  private readonly definition: Definition;

  constructor(name: string) {
    const file = join(__dirname, '..', 'asl', `${name}.asl.json`);
    this.definition = JSON.parse(readFileSync(file, 'utf8')) as Definition;
  }

  /** Takes a state out, and the choices that lead to it: what is not deployed must not be named. */
  without(state: string): this {
    const { [state]: _, ...States } = this.definition.States;
    for (const other of Object.values(States)) {
      other.Choices &&= other.Choices.filter(({ Next }) => Next !== state);
    }
    this.definition.States = States;
    return this;
  }

  /** @param partition of the service integrations' ARNs; the file has `aws` */
  toString(partition: string): string {
    return JSON.stringify(this.definition).replaceAll('arn:aws:states', `arn:${partition}:states`);
  }
}
