import type { Template } from 'aws-cdk-lib/assertions';
import { functionsOf, resourceOf, resourcesOf } from './template';

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: string | string[];
  Condition?: object;
}

interface Policy {
  Roles: string[];
  PolicyDocument: { Statement: Statement[] };
}

/** Resource to the actions that are allowed on it, sorted. */
export type Permissions = Record<string, string[]>;

/** What each role may do, by the name of its function or the id of its state machine. */
export function permissionsOf(template: Template): Record<string, Permissions> {
  const policies = Object.values(resourcesOf<Policy>(template, 'AWS::IAM::Policy'));
  return Object.fromEntries(
    Object.entries(holders(template)).map(([holder, role]) => [
      holder,
      permissions(policies.filter(({ Roles }) => Roles.includes(role))),
    ]),
  );
}

function holders(template: Template): Record<string, string> {
  const functions = Object.entries(functionsOf(template)).map(([name, { Role }]) => [name, Role]);
  const type = 'AWS::StepFunctions::StateMachine';
  const machines = Object.keys(resourcesOf(template, type)).map((id) => [
    id,
    resourceOf<{ RoleArn: string }>(template, type, id).RoleArn,
  ]);
  return Object.fromEntries([...functions, ...machines]);
}

function permissions(policies: Policy[]): Permissions {
  const found: Permissions = {};
  for (const statement of policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)) {
    const { Effect, Action, Resource, ...rest } = statement;
    if (Effect !== 'Allow' || Object.keys(rest).length > 0) throw new Error('Not a plain grant.');
    for (const resource of [Resource].flat()) {
      found[resource] = [...(found[resource] ?? []), ...[Action].flat()].sort();
    }
  }
  return found;
}

export const tracing = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];

/** Actions on items of the session table, by the first word of their names. */
export function onSession(...actions: string[]): Permissions {
  return { TablesSession: actions.map(itemAction) };
}

/** The same on the failure ledger, whose grants include its index. */
export function onLedger(...actions: string[]): Permissions {
  return {
    TablesLedger: actions.map(itemAction),
    'TablesLedger/index/*': actions.map(itemAction),
  };
}

function itemAction(action: string): string {
  return `dynamodb:${action}Item`;
}
