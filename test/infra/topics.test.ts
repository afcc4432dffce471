import { account, both, everything, instanceArn, region } from '../support/context';
import { synthesise } from '../support/stack';
import { resourceOf, resourcesOf } from '../support/template';

interface TopicPolicy {
  PolicyDocument: { Statement: { Sid: string; Effect: string }[] };
  Topics: string[];
}

const stack = synthesise(both);

/** Who may publish to a topic, and what nobody may. */
function statementsOf(template: typeof stack, topic: string) {
  const { PolicyDocument, Topics } = resourceOf<TopicPolicy>(
    template,
    'AWS::SNS::TopicPolicy',
    `${topic}Policy`,
  );
  expect(Topics).toEqual([topic]);
  return PolicyDocument.Statement.map(({ Sid: _, ...statement }) => statement);
}

const publishing = (topic: string) => ({ Action: 'sns:Publish', Resource: topic });

const noPlainHttp = (topic: string) => ({
  ...publishing(topic),
  Effect: 'Deny',
  Principal: '*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

const allowed = (topic: string, Service: string, Condition: object) => ({
  ...publishing(topic),
  Effect: 'Allow',
  Principal: { Service },
  Condition,
});

const ofThisAccount = { StringEquals: { 'aws:SourceAccount': account } };
const endUserMessaging = allowed('InboundSmsInbound', 'sms-voice.amazonaws.com', {
  ...ofThisAccount,
  ArnLike: { 'aws:SourceArn': `arn:aws:sms-voice:${region}:${account}:*` },
});

describe('the topics', () => {
  it('are standard ones, since neither Connect nor two-way SMS takes a FIFO topic', () => {
    expect(Object.keys(resourcesOf(stack, 'AWS::SNS::Topic'))).toEqual([
      'OutboundChatStream',
      'InboundSmsInbound',
      'MonitoringAlarmTopic',
    ]);
    for (const topic of Object.values(resourcesOf(stack, 'AWS::SNS::Topic'))) {
      expect(topic).toEqual({ KmsMasterKeyId: 'EncryptionKey' });
    }
  });

  it('take chats from this Connect instance alone', () => {
    expect(statementsOf(stack, 'OutboundChatStream')).toEqual([
      noPlainHttp('OutboundChatStream'),
      allowed('OutboundChatStream', 'connect.amazonaws.com', {
        ...ofThisAccount,
        ArnEquals: { 'aws:SourceArn': instanceArn },
      }),
    ]);
  });

  it('take SMS from the End User Messaging of this account alone', () => {
    expect(statementsOf(stack, 'InboundSmsInbound')).toEqual([
      noPlainHttp('InboundSmsInbound'),
      endUserMessaging,
    ]);
  });

  it('take SMS from Pinpoint, too, where a number was set up there', () => {
    expect(statementsOf(synthesise(everything), 'InboundSmsInbound')).toEqual([
      noPlainHttp('InboundSmsInbound'),
      endUserMessaging,
      allowed('InboundSmsInbound', 'mobile.amazonaws.com', ofThisAccount),
    ]);
  });
});

describe('the subscriptions', () => {
  it('feed standard queues, and leave out of the stream what the customer said', () => {
    expect(Object.values(resourcesOf(stack, 'AWS::SNS::Subscription'))).toEqual([
      {
        Protocol: 'sqs',
        TopicArn: 'OutboundChatStream',
        Endpoint: 'OutboundAgentEventsQueue',
        FilterPolicy: { ParticipantRole: [{ 'anything-but': ['CUSTOMER'] }, { exists: false }] },
      },
      {
        Protocol: 'sqs',
        TopicArn: 'InboundSmsInbound',
        Endpoint: 'InboundSmsNotificationsQueue',
      },
    ]);
  });

  it.each([
    ['OutboundAgentEventsQueue', 'OutboundChatStream'],
    ['InboundSmsNotificationsQueue', 'InboundSmsInbound'],
  ])('%s takes messages from %s alone', (queue, topic) => {
    const { PolicyDocument } = resourceOf<TopicPolicy>(
      stack,
      'AWS::SQS::QueuePolicy',
      `${queue}Policy`,
    );
    expect(PolicyDocument.Statement.filter(({ Effect }) => Effect === 'Allow')).toEqual([
      {
        Effect: 'Allow',
        Action: 'sqs:SendMessage',
        Principal: { Service: 'sns.amazonaws.com' },
        Resource: queue,
        Condition: { ArnEquals: { 'aws:SourceArn': topic } },
      },
    ]);
  });
});
