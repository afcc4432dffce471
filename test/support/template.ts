import type { Template } from 'aws-cdk-lib/assertions';

type Json = Record<string, unknown>;

/**
 * The properties of all resources of a type, by logical id. Hashes are taken off the ids, and a
 * reference is the id that it refers to, so that a test can name what it expects.
 */
export function resourcesOf<Properties = Json>(
  template: Template,
  type: string,
): Record<string, Properties> {
  return Object.fromEntries(
    Object.entries(template.findResources(type)).map(([id, { Properties }]) => [
      withoutHash(id),
      readable(Properties) as Properties,
    ]),
  );
}

/** The one resource of a type that has this logical id, once its hash is off. */
export function resourceOf<Properties = Json>(
  template: Template,
  type: string,
  id: string,
): Properties {
  const { [id]: found } = resourcesOf<Properties>(template, type);
  if (!found) throw new Error(`The template has no ${type} named ${id}.`);
  return found;
}

export interface FunctionProperties {
  /** The logical id. */
  id: string;
  Timeout: number;
  Role: string;
  LoggingConfig: { LogGroup: string };
  Environment: { Variables: Record<string, string> };
}

/** The Lambda functions by the name that they log under. */
export function functionsOf(template: Template): Record<string, FunctionProperties> {
  const functions = resourcesOf<FunctionProperties>(template, 'AWS::Lambda::Function');
  return Object.fromEntries(
    Object.entries(functions).map(([id, properties]) => [
      properties.Environment.Variables.POWERTOOLS_SERVICE_NAME,
      { ...properties, id },
    ]),
  );
}

/** A part of a template with readable references instead of intrinsic functions. */
export function readable(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(readable);
  if (typeof part !== 'object' || part === null) return part;
  return reference(part as Json) ?? mapValues(part as Json, readable);
}

function reference(part: Json): string | undefined {
  const { Ref, 'Fn::GetAtt': getAtt, 'Fn::Join': join } = part;
  if (typeof Ref === 'string') return withoutHash(Ref);
  if (Array.isArray(getAtt)) {
    const [id, attribute] = getAtt as [string, string];
    return attribute === 'Arn' ? withoutHash(id) : `${withoutHash(id)}.${attribute}`;
  }
  if (Array.isArray(join)) {
    const [separator, parts] = join as [string, unknown[]];
    return parts.map(readable).join(separator);
  }
  return undefined;
}

function withoutHash(id: string): string {
  return id.replace(/[0-9A-F]{8}$/, '');
}

function mapValues(object: Json, map: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}
