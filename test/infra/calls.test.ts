import { type FunctionName, functions } from '../../infra/wiring';
import { bundleOf, type Call, callsIn } from '../support/bundles';
import { both, everything } from '../support/context';
import { type Permissions, permissionsOf } from '../support/permissions';
import { synthesise } from '../support/stack';
import { functionsOf } from '../support/template';

/** The action that IAM asks for each call (Service Authorization Reference); none where a token decides. */
const actions: Record<string, string | undefined> = {
  '@aws-sdk/lib-dynamodb:Get': 'dynamodb:GetItem',
  '@aws-sdk/lib-dynamodb:Put': 'dynamodb:PutItem',
  '@aws-sdk/lib-dynamodb:Update': 'dynamodb:UpdateItem',
  '@aws-sdk/lib-dynamodb:Delete': 'dynamodb:DeleteItem',
  '@aws-sdk/client-sqs:SendMessageBatch': 'sqs:SendMessage',
  '@aws-sdk/client-sqs:ChangeMessageVisibility': 'sqs:ChangeMessageVisibility',
  '@aws-sdk/client-sfn:StartSyncExecution': 'states:StartSyncExecution',
  '@aws-sdk/client-connect:StartChatContact': 'connect:StartChatContact',
  '@aws-sdk/client-connect:StopContact': 'connect:StopContact',
  '@aws-sdk/client-connectparticipant:CreateParticipantConnection': undefined,
  '@aws-sdk/client-connectparticipant:SendMessage': undefined,
  '@aws-sdk/client-comprehend:DetectPiiEntities': 'comprehend:DetectPiiEntities',
  '@aws-sdk/client-pinpoint-sms-voice-v2:SendTextMessage': 'sms-voice:SendTextMessage',
  '@aws-sdk/client-pinpoint:SendMessages': 'mobiletargeting:SendMessages',
  '@aws-sdk/client-secrets-manager:GetSecretValue': 'secretsmanager:GetSecretValue',
};

/** The variables that name what an action is about; other services' resources stand in the tables of permissions. */
const resourceVariables: Record<string, RegExp> = {
  dynamodb: /_TABLE_NAME$/,
  sqs: /QUEUE_URL$/,
  states: /^STATE_MACHINE_ARN$/,
  secretsmanager: /_SECRET_ARN$/,
};

/** Calls that the code of a function holds and that the function never makes. */
const unreached: Partial<Record<FunctionName, string[]>> = {
  // Whose chat it is, is asked of outbound messages; inbound ones say it.
  'dispatch-inbound': ['dynamodb:GetItem on TablesSession'],
  // What customers write is redacted, before its execution.
  'dispatch-outbound': [
    'comprehend:DetectPiiEntities',
    // Nobody waits for a chat there; the queue for telling so is not named.
    'dynamodb:PutItem on TablesSession',
    'sqs:SendMessage on nothing',
  ],
  'record-failure': ['comprehend:DetectPiiEntities'],
};

const stacks = [both, everything].map(synthesise);
const deployed = stacks.map(functionsOf);

function environmentOf(name: FunctionName): Record<string, string> {
  return Object.assign({}, ...deployed.map((stack) => stack[name]?.Environment.Variables));
}

/** What IAM must allow for the calls of a function. */
function called(name: FunctionName): string[] {
  const environment = environmentOf(name);
  const calls = callsIn(bundleOf(name));
  const taken = new Set(calls.flatMap(({ variables }) => variables));
  return calls.flatMap((call) => {
    if (!(call.command in actions)) throw new Error(`Which action does ${call.command} need?`);
    const action = actions[call.command];
    return action ? `${action}${resource(action, call, environment, taken)}` : [];
  });
}

/**
 * The resource is named by a variable of the file that makes the call, or else by the function's
 * one that no such file takes.
 */
function resource(
  action: string,
  call: Call,
  environment: Record<string, string>,
  taken: Set<string>,
): string {
  const [service = ''] = action.split(':');
  const { [service]: pattern } = resourceVariables;
  if (!pattern) return '';
  const named = (variables: string[]) => variables.filter((variable) => pattern.test(variable));
  const own = named(call.variables);
  const free = named(Object.keys(environment)).filter((variable) => !taken.has(variable));
  const [variable = '', ...others] = own.length > 0 ? own : free;
  if (others.length > 0) throw new Error(`Which of the resources does ${call.command} concern?`);
  return ` on ${environment[variable] ?? 'nothing'}`;
}

/** What Lambda does in the role's name: it reads queues, and writes logs and traces. */
const BY_LAMBDA =
  /^(sqs:(ReceiveMessage|DeleteMessage|GetQueueAttributes)|logs:\w+|xray:\w+|kms:\w+)\b/;

/** What a role allows for calls, in the same words. */
function allowed(permissions: Permissions): string[] {
  return Object.entries(permissions)
    .flatMap(([name, allowedActions]) =>
      allowedActions.map((action) =>
        resourceVariables[action.split(':')[0] ?? ''] ? `${action} on ${name}` : action,
      ),
    )
    .filter((permission) => !BY_LAMBDA.test(permission));
}

const sorted = (list: string[]) => [...new Set(list)].sort();

describe.each(Object.keys(functions) as FunctionName[])('the role of %s', (name) => {
  const permissions = stacks.map((stack) => permissionsOf(stack)[name] ?? {});

  it('allows the calls that its code makes, and no other', () => {
    const expected = [...permissions.flatMap(allowed), ...(unreached[name] ?? [])];
    expect(sorted(called(name))).toEqual(sorted(expected));
  });
});

describe('a role', () => {
  const roles = Object.entries(permissionsOf(synthesise(both)));

  it.each(roles)('%s uses the key through the services that it calls alone', (_, permissions) => {
    const granted = Object.values(permissions).flat();
    const services = granted.map((action) => action.replace(/:.*/, ''));
    // The delivery of a state machine's logs is not its role's.
    const own = services.filter((service) => /^(dynamodb|sqs)$/.test(service));
    const logs = granted.includes('logs:PutLogEvents') ? ['logs'] : [];
    const via = Object.keys(permissions).flatMap((name) => / via (\w+)$/.exec(name)?.[1] ?? []);
    expect(sorted(via)).toEqual(sorted([...own, ...logs]));
  });
});
