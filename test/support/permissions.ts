import { isDeepStrictEqual } from 'node:util';
import type { Template } from 'aws-cdk-lib/assertions';
import { region } from './context';
import { functionsOf, resourceOf, resourcesOf } from './template';

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: string | string[];
  Condition?: { StringEquals?: { 'kms:ViaService'?: string } };
}

interface Policy {
  Roles: string[];
  PolicyDocument: { Statement: Statement[] };
}

/**
 * Resource to the actions that are allowed on it, sorted. `EncryptionKey via sqs` is the key where
 * SQS uses it on the role's behalf.
 */
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
    const { Effect, Action, Resource, Condition, ...rest } = statement;
    if (Effect !== 'Allow' || Object.keys(rest).length > 0) throw new Error('Not a plain grant.');
    for (const resource of [Resource].flat().map((name) => `${name}${via(Condition)}`)) {
      found[resource] = [...(found[resource] ?? []), ...[Action].flat()].sort();
    }
  }
  return found;
}

function via(condition: Statement['Condition']): string {
  if (!condition) return '';
  const service = condition.StringEquals?.['kms:ViaService'] ?? '';
  const plain = { StringEquals: { 'kms:ViaService': service } };
  if (!isDeepStrictEqual(condition, plain)) throw new Error('A condition that nobody expects.');
  return ` via ${service.replace(`.${region}.amazonaws.com`, '')}`;
}

export const tracing = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];

/** Actions on items of the session table, by the first word of their names. */
export function onSession(...actions: string[]): Permissions {
  return onTable('TablesSession', actions);
}

/** The same on the failure ledger. */
export function onLedger(...actions: string[]): Permissions {
  return onTable('TablesLedger', actions);
}

function onTable(table: string, actions: string[]): Permissions {
  return {
    [table]: actions.map((action) => `dynamodb:${action}Item`),
    'EncryptionKey via dynamodb': ['kms:Decrypt'],
  };
}
