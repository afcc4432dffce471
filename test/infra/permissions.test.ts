import {
  account,
  both,
  everything,
  flowId,
  instanceArn,
  pinpointAppId,
  region,
  secretArn,
} from '../support/context';
import {
  onLedger,
  onSession,
  type Permissions,
  permissionsOf,
  tracing,
} from '../support/permissions';
import { synthesise } from '../support/stack';
import { functionsOf, resourceOf } from '../support/template';

const stack = synthesise(both);
const functions = functionsOf(stack);

const receiving = (queue: string): Permissions => ({
  [queue]: [
    'sqs:ChangeMessageVisibility',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:GetQueueUrl',
    'sqs:ReceiveMessage',
  ],
});
const sending = (queue: string): Permissions => ({
  [queue]: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'],
});
const running = (machine: string): Permissions => ({ [machine]: ['states:StartSyncExecution'] });
const secret: Permissions = { [secretArn]: ['secretsmanager:GetSecretValue'] };

const table: Record<string, Permissions> = {
  'receive-webhook': { ...sending('InboundMessagesQueue'), ...secret },
  'verify-webhook': secret,
  'receive-sms': {
    ...receiving('InboundSmsNotificationsQueue'),
    ...sending('InboundMessagesQueue'),
    ...onLedger('Update'),
  },
  'receive-agent-event': {
    ...receiving('OutboundAgentEventsQueue'),
    ...sending('OutboundMessagesQueue'),
    ...onLedger('Update'),
  },
  'dispatch-inbound': {
    ...receiving('InboundMessagesQueue'),
    ...onLedger('Get', 'Update'),
    ...running('InboundSessionLifecycleStateMachine'),
  },
  'dispatch-outbound': {
    ...receiving('OutboundMessagesQueue'),
    ...onLedger('Get', 'Update'),
    ...onSession('Get'),
    ...running('OutboundAgentEventRouterStateMachine'),
  },
  'start-chat': {
    ...onSession('Delete', 'Get', 'Put', 'Update'),
    [`${instanceArn}/contact-flow/${flowId}`]: ['connect:StartChatContact'],
    [`${instanceArn}/contact/*`]: ['connect:StartChatContact', 'connect:StopContact'],
  },
  'connect-participant': onSession('Get', 'Update'),
  'send-to-agent': onSession('Get', 'Put', 'Update'),
  'send-sms': {
    ...onSession('Delete', 'Get', 'Put', 'Update'),
    [`arn:aws:sms-voice:${region}:${account}:phone-number/*`]: ['sms-voice:SendTextMessage'],
  },
  'send-messenger': { ...onSession('Delete', 'Get', 'Put', 'Update'), ...secret },
  'record-failure': {
    ...receiving('InboundMessagesDeadLetters'),
    ...receiving('InboundSmsNotificationsDeadLetters'),
    ...receiving('OutboundMessagesDeadLetters'),
    ...receiving('OutboundAgentEventsDeadLetters'),
    ...onLedger('Update'),
    ...onSession('Get'),
  },
};

describe('the role of a function', () => {
  it('is listed here', () => {
    expect(Object.keys(table).sort()).toEqual(Object.keys(functions).sort());
  });

  it.each(Object.entries(table))('%s may do what its code does, and trace it', (name, allowed) => {
    expect(permissionsOf(stack)[name]).toEqual({ ...allowed, '*': tracing });
  });

  it.each(Object.keys(table))('%s is Lambda’s alone, and writes logs', (name) => {
    expect(resourceOf(stack, 'AWS::IAM::Role', functions[name]?.Role ?? '')).toEqual({
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 'lambda.amazonaws.com' },
          },
        ],
      },
      ManagedPolicyArns: [
        'arn:AWS::Partition:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
      ],
    });
  });

  it('send-sms sends as one Pinpoint application where there is one', () => {
    expect(permissionsOf(synthesise(everything))['send-sms']).toEqual({
      ...onSession('Delete', 'Get', 'Put', 'Update'),
      [`arn:aws:mobiletargeting:${region}:${account}:apps/${pinpointAppId}/messages`]: [
        'mobiletargeting:SendMessages',
      ],
      '*': tracing,
    });
  });

  it('dispatch-inbound asks Comprehend where personal data is to be redacted', () => {
    expect(permissionsOf(synthesise(everything))['dispatch-inbound']).toEqual({
      ...table['dispatch-inbound'],
      '*': ['comprehend:DetectPiiEntities', ...tracing],
    });
  });
});
