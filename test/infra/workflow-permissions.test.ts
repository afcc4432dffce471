import { account, both, instanceArn, messenger, region, sms } from '../support/context';
import { onSession, type Permissions, permissionsOf, tracing } from '../support/permissions';
import { synthesise } from '../support/stack';
import { functionsOf, resourceOf } from '../support/template';

interface StateMachine {
  DefinitionString: string;
  RoleArn: string;
}

const LIFECYCLE = 'InboundSessionLifecycleStateMachine';
const ROUTER = 'OutboundAgentEventRouterStateMachine';

const stack = synthesise(both);
const functions = functionsOf(stack);

/** What Step Functions asks of every machine that logs and traces; no resource can be named. */
const logsAndTraces: Permissions = {
  '*': [
    'logs:CreateLogDelivery',
    'logs:DeleteLogDelivery',
    'logs:DescribeLogGroups',
    'logs:DescribeResourcePolicies',
    'logs:GetLogDelivery',
    'logs:ListLogDeliveries',
    'logs:PutResourcePolicy',
    'logs:UpdateLogDelivery',
    'xray:GetSamplingRules',
    'xray:GetSamplingTargets',
    ...tracing,
  ],
};

function invoking(name: string): Permissions {
  return { [functions[name]?.id ?? name]: ['lambda:InvokeFunction'] };
}

/** The actions that a definition's tasks call, from `arn:aws:states:::aws-sdk:connect:stopContact` and the like. */
function actionsIn({ DefinitionString }: StateMachine): string[] {
  const integrations = DefinitionString.matchAll(/:::(?:aws-sdk:)?(\w+):(\w)(\w+)"/g);
  const actions = [...integrations].map(([, service, first = '', rest]) =>
    service === 'lambda' ? 'lambda:InvokeFunction' : `${service}:${first.toUpperCase()}${rest}`,
  );
  return [...new Set(actions)].sort();
}

const machine = (id: string, template = stack) =>
  resourceOf<StateMachine>(template, 'AWS::StepFunctions::StateMachine', id);

describe('the role of a state machine', () => {
  it('session-lifecycle reaches its functions, the sessions and the contacts of its instance', () => {
    expect(permissionsOf(stack)[LIFECYCLE]).toEqual({
      ...logsAndTraces,
      ...onSession('Delete', 'Get'),
      ...invoking('start-chat'),
      ...invoking('connect-participant'),
      ...invoking('send-to-agent'),
      [instanceArn]: ['connect:StartContactStreaming'],
      [`${instanceArn}/contact/*`]: ['connect:DescribeContact', 'connect:StopContact'],
    });
  });

  it.each([
    ['both channels', both, ['send-sms', 'send-messenger']],
    ['SMS', sms, ['send-sms']],
    ['Messenger', messenger, ['send-messenger']],
  ])(
    'agent-event-router for %s reaches the sessions, its senders and tell-agent',
    (_, context, senders) => {
      expect(permissionsOf(synthesise(context))[ROUTER]).toEqual(
        Object.assign(
          {},
          logsAndTraces,
          onSession('Delete', 'Get'),
          ...[...senders, 'tell-agent'].map(invoking),
        ),
      );
    },
  );

  it.each([
    [LIFECYCLE, 'both channels', both],
    [ROUTER, 'both channels', both],
    [ROUTER, 'SMS', sms],
    [ROUTER, 'Messenger', messenger],
  ])('%s, for %s, may call what its states call, and nothing else', (id, _, context) => {
    const template = synthesise(context);
    const { [id]: role = {} } = permissionsOf(template);
    const { '*': _logsAndTraces, 'EncryptionKey via dynamodb': _key, ...allowed } = role;
    const actions = [...new Set(Object.values(allowed).flat())].sort();
    expect(actions).toEqual(actionsIn(machine(id, template)));
  });

  it.each([LIFECYCLE, ROUTER])('%s is Step Functions’ alone', (id) => {
    expect(resourceOf(stack, 'AWS::IAM::Role', machine(id).RoleArn)).toEqual({
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 'states.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': account },
              ArnLike: { 'aws:SourceArn': `arn:aws:states:${region}:${account}:stateMachine:*` },
            },
          },
        ],
      },
    });
  });
});
