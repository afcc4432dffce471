import type { Template } from 'aws-cdk-lib/assertions';
import {
  both,
  flowId,
  instanceArn,
  messenger,
  pinpointAppId,
  secretArn,
  sms,
} from '../support/context';
import { synthesise } from '../support/stack';
import { readable } from '../support/template';

const stacks = {
  sms: synthesise(sms),
  messenger: synthesise(messenger),
  both: synthesise(both),
};

/** What a stack says, in any case and anywhere, when it has to do with a channel. */
const words = {
  sms: ['sms', 'pinpoint', 'mobile', 'phone'],
  messenger: ['messenger', 'facebook', 'fb_', 'graph', 'webhook', 'apigateway', 'secretsmanager'],
};

function wordsIn(stack: Template, wanted: string[]): string[] {
  const text = JSON.stringify(stack.toJSON()).toLowerCase();
  return wanted.filter((word) => text.includes(word));
}

describe('the resources of a stack', () => {
  it.each([
    // type, for SMS, for Messenger, for both
    ['AWS::Lambda::Function', 10, 11, 13],
    ['AWS::Lambda::EventSourceMapping', 8, 6, 8],
    ['AWS::StepFunctions::StateMachine', 2, 2, 2],
    ['AWS::DynamoDB::GlobalTable', 2, 2, 2],
    ['AWS::SQS::Queue', 8, 6, 8],
    ['AWS::SNS::Topic', 3, 2, 3],
    ['AWS::SNS::Subscription', 2, 1, 2],
    ['AWS::ApiGatewayV2::Api', 0, 1, 1],
    ['AWS::ApiGatewayV2::Stage', 0, 1, 1],
    ['AWS::ApiGatewayV2::Route', 0, 2, 2],
    ['AWS::Lambda::Permission', 0, 2, 2],
    ['AWS::KMS::Key', 1, 1, 1],
    ['AWS::Logs::LogGroup', 12, 14, 16],
    ['AWS::IAM::Role', 12, 13, 15],
  ])(
    '%s: %i for SMS, %i for Messenger, %i for both',
    (type, smsAlone, messengerAlone, together) => {
      stacks.sms.resourceCountIs(type, smsAlone);
      stacks.messenger.resourceCountIs(type, messengerAlone);
      stacks.both.resourceCountIs(type, together);
    },
  );
});

describe('a stack for one channel', () => {
  it('says nothing of Messenger where it is for SMS', () => {
    expect(wordsIn(stacks.sms, words.messenger)).toEqual([]);
    expect(wordsIn(stacks.messenger, words.messenger)).toEqual(words.messenger);
  });

  it('says nothing of SMS where it is for Messenger', () => {
    const pinpoint = synthesise({ ...sms, pinpointAppId });
    expect(wordsIn(stacks.messenger, words.sms)).toEqual([]);
    expect(wordsIn(stacks.sms, words.sms)).toEqual(['sms', 'phone']);
    expect(wordsIn(pinpoint, words.sms)).toEqual(['sms', 'pinpoint', 'mobile']);
  });

  it.each([
    ['sms', ['SendSms']],
    ['messenger', ['SendMessenger']],
    ['both', ['SendSms', 'SendMessenger']],
  ] as const)('for %s has a router that sends by %j', (channel, senders) => {
    const [router] = Object.values(
      stacks[channel].findResources('AWS::StepFunctions::StateMachine', {
        Properties: { StateMachineName: 'ConnectMessaging-agent-event-router' },
      }),
    );
    const { DefinitionString, DefinitionSubstitutions } = router?.Properties ?? {};
    const { States } = JSON.parse(DefinitionString);
    const branches = States.WhatHappened.Choices.map(({ Next }: { Next: string }) => Next);
    expect(branches).toEqual(['CloseSession', 'Ignored', ...senders]);
    expect(Object.keys(States).filter((state) => state.startsWith('Send'))).toEqual(senders);
    expect(Object.keys(DefinitionSubstitutions)).toEqual([
      'SessionTableName',
      ...senders.map((state) => `${state}FunctionArn`),
      'TellAgentFunctionArn',
    ]);
  });
});

describe('the outputs of a stack', () => {
  const SmsInboundTopic = {
    Description: 'Two-way destination of the SMS number',
    Value: 'InboundSmsInbound',
  };
  const FacebookApiGatewayWebhook = {
    Description: 'Callback URL of the Messenger webhook',
    Value: 'InboundWebhookApi.ApiEndpoint/webhook/facebook',
  };
  const shared = {
    ConnectInstanceArn: instanceArn,
    ContactFlowId: flowId,
    StreamingTopicArn: 'OutboundChatStream',
    SessionTableName: 'TablesSession',
    LedgerTableName: 'TablesLedger',
    SessionLifecycleArn: 'InboundSessionLifecycleStateMachine',
    AgentEventRouterArn: 'OutboundAgentEventRouterStateMachine',
    InboundQueueUrl: 'InboundMessagesQueue',
    InboundDeadLetterQueueUrl: 'InboundMessagesDeadLetters',
    OutboundQueueUrl: 'OutboundMessagesQueue',
    OutboundDeadLetterQueueUrl: 'OutboundMessagesDeadLetters',
    AgentEventsQueueUrl: 'OutboundAgentEventsQueue',
    AgentEventsDeadLetterQueueUrl: 'OutboundAgentEventsDeadLetters',
  };
  const ofSms = {
    SmsNotificationsQueueUrl: 'InboundSmsNotificationsQueue',
    SmsNotificationsDeadLetterQueueUrl: 'InboundSmsNotificationsDeadLetters',
  };
  const ofMessenger = { FacebookSecretArn: secretArn };

  const outputsOf = (channel: keyof typeof stacks) =>
    Object.entries(readable(stacks[channel].toJSON().Outputs) as Record<string, object>);

  it.each([
    ['sms', { SmsInboundTopic }],
    ['messenger', { FacebookApiGatewayWebhook }],
    ['both', { SmsInboundTopic, FacebookApiGatewayWebhook }],
  ] as const)('for %s say what an operator has to enter elsewhere', (channel, outputs) => {
    const described = outputsOf(channel).filter(([, output]) => 'Description' in output);
    expect(Object.fromEntries(described)).toMatchObject(outputs);
  });

  it.each([
    ['sms', { ...shared, ...ofSms }],
    ['messenger', { ...shared, ...ofMessenger }],
    ['both', { ...shared, ...ofSms, ...ofMessenger }],
  ] as const)('for %s tell the command line where everything is', (channel, expected) => {
    const bare = outputsOf(channel).filter(([, output]) => !('Description' in output));
    const values = bare.map(([name, output]) => [name, (output as { Value: string }).Value]);
    expect(Object.fromEntries(values)).toEqual(expected);
  });
});
