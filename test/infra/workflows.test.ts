import { both, everything, messenger, sms } from '../support/context';
import { synthesise } from '../support/stack';
import { functionsOf, resourceOf } from '../support/template';

interface StateMachine {
  DefinitionString: string;
  DefinitionSubstitutions: Record<string, string>;
}

interface Definition {
  TimeoutSeconds: number;
  States: Record<string, { TimeoutSeconds: number; Parameters?: { FunctionName?: string } }>;
}

const LIFECYCLE = 'InboundSessionLifecycleStateMachine';
const ROUTER = 'OutboundAgentEventRouterStateMachine';

const stacks = { sms: synthesise(sms), messenger: synthesise(messenger), both: synthesise(both) };
const stack = stacks.both;
const functions = functionsOf(stack);

const machine = (id: string, template = stack) =>
  resourceOf<StateMachine>(template, 'AWS::StepFunctions::StateMachine', id);

const definition = (id: string) => JSON.parse(machine(id).DefinitionString) as Definition;

describe.each([
  ['session-lifecycle', LIFECYCLE, 'InboundSessionLifecycleLogs'],
  ['agent-event-router', ROUTER, 'OutboundAgentEventRouterLogs'],
])('the state machine %s', (name, id, logs) => {
  it('is an Express one, traced, that logs everything the console shows', () => {
    expect(machine(id)).toMatchObject({
      StateMachineName: `ConnectMessaging-${name}`,
      StateMachineType: 'EXPRESS',
      TracingConfiguration: { Enabled: true },
      LoggingConfiguration: {
        Level: 'ALL',
        IncludeExecutionData: true,
        Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: logs } }],
      },
    });
  });

  it('logs what it is told to', () => {
    expect(machine(id, synthesise(everything))).toMatchObject({
      LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false },
    });
  });

  it('has an encrypted log group, under the prefix of vended logs', () => {
    expect(resourceOf(stack, 'AWS::Logs::LogGroup', logs)).toEqual({
      LogGroupName: `/aws/vendedlogs/states/ConnectMessaging-${name}`,
      KmsKeyId: 'EncryptionKey',
      RetentionInDays: 14,
    });
  });

  it('needs no key of its own: an Express execution keeps nothing but its logs', () => {
    expect(machine(id)).not.toHaveProperty('EncryptionConfiguration');
  });

  it.each(['sms', 'messenger', 'both'] as const)(
    'leaves no placeholder open, and fills none in vain, in a stack for %s',
    (channel) => {
      const { DefinitionString, DefinitionSubstitutions } = machine(id, stacks[channel]);
      const placeholders = [...DefinitionString.matchAll(/\$\{(\w+)\}/g)].map(([, key]) => key);
      expect(new Set(Object.keys(DefinitionSubstitutions))).toEqual(new Set(placeholders));
    },
  );

  it('has time for less than dispatch, and dispatch for less than a message stays hidden', () => {
    const dispatch = id === LIFECYCLE ? 'dispatch-inbound' : 'dispatch-outbound';
    const queue = functions[dispatch]?.Environment.Variables.QUEUE_URL ?? '';
    const { VisibilityTimeout } = resourceOf(stack, 'AWS::SQS::Queue', queue);
    expect([
      definition(id).TimeoutSeconds,
      functions[dispatch]?.Timeout,
      VisibilityTimeout,
    ]).toEqual([40, 60, 150]);
  });
});

describe('the substitutions', () => {
  it('of session-lifecycle name its table, instance, topic and functions', () => {
    expect(machine(LIFECYCLE).DefinitionSubstitutions).toEqual({
      SessionTableName: 'TablesSession',
      InstanceId: '5e3c9a44-0b1d-4c57-9d2e-8f6a7b1c2d3e',
      StreamingTopicArn: 'OutboundChatStream',
      StartChatFunctionArn: functions['start-chat']?.id,
      ConnectParticipantFunctionArn: functions['connect-participant']?.id,
      SendToAgentFunctionArn: functions['send-to-agent']?.id,
    });
  });

  it('of agent-event-router name its table and functions', () => {
    expect(machine(ROUTER).DefinitionSubstitutions).toEqual({
      SessionTableName: 'TablesSession',
      SendSmsFunctionArn: functions['send-sms']?.id,
      SendMessengerFunctionArn: functions['send-messenger']?.id,
      TellAgentFunctionArn: functions['tell-agent']?.id,
    });
  });
});

describe('a state that invokes a function', () => {
  it.each([
    [LIFECYCLE, 'StartChat', 'start-chat'],
    [LIFECYCLE, 'ConnectParticipant', 'connect-participant'],
    [LIFECYCLE, 'SendToAgent', 'send-to-agent'],
    [ROUTER, 'SendSms', 'send-sms'],
    [ROUTER, 'SendMessenger', 'send-messenger'],
    [ROUTER, 'TellAgent', 'tell-agent'],
  ])('%s: %s waits longer than the function %s may take', (id, state, name) => {
    const { TimeoutSeconds = 0, Parameters } = definition(id).States[state] ?? {};
    expect(Parameters?.FunctionName).toBe(`\${${state}FunctionArn}`);
    expect(TimeoutSeconds).toBeGreaterThan(functions[name]?.Timeout ?? Number.NaN);
  });
});
