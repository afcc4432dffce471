import {
  account,
  both,
  everything,
  flowId,
  instanceArn,
  pinpointAppId,
  region,
  secretArn,
  sms,
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

const reading = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'];
const receiving = (queue: string): Permissions => ({
  [queue]: reading,
  'EncryptionKey via sqs': ['kms:Decrypt'],
});
const sending = (queue: string): Permissions => ({
  [queue]: ['sqs:SendMessage'],
  'EncryptionKey via sqs': ['kms:Decrypt', 'kms:GenerateDataKey'],
});
/** Of a queue's messages, executions; the next attempt at one can be put off. */
const dispatching = (queue: string, machine: string): Permissions => ({
  ...receiving(queue),
  [queue]: ['sqs:ChangeMessageVisibility', ...reading],
  [machine]: ['states:StartSyncExecution'],
});
const secret: Permissions = { [secretArn]: ['secretsmanager:GetSecretValue'] };

const table: Record<string, Permissions> = {
  'receive-webhook': { ...sending('InboundMessagesQueue'), ...onLedger('Update'), ...secret },
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
    ...dispatching('InboundMessagesQueue', 'InboundSessionLifecycleStateMachine'),
    ...sending('OutboundMessagesQueue'),
    ...onLedger('Get', 'Update'),
    ...onSession('Put'),
  },
  'dispatch-outbound': {
    ...dispatching('OutboundMessagesQueue', 'OutboundAgentEventRouterStateMachine'),
    ...onLedger('Get', 'Update'),
    ...onSession('Get'),
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
  'tell-agent': onSession('Get', 'Put', 'Update'),
  'record-failure': {
    ...receiving('InboundMessagesDeadLetters'),
    ...receiving('InboundSmsNotificationsDeadLetters'),
    ...receiving('OutboundMessagesDeadLetters'),
    ...receiving('OutboundAgentEventsDeadLetters'),
    ...onLedger('Update'),
    ...onSession('Get'),
  },
};

/** What every function may do besides. Nothing of it needs a managed policy. */
function ofEvery(name: string): Permissions {
  return {
    [functions[name]?.LoggingConfig.LogGroup ?? '']: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    'EncryptionKey via logs': [
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:Encrypt',
      'kms:GenerateDataKey',
      'kms:GenerateDataKeyWithoutPlaintext',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
    ],
    '*': tracing,
  };
}

describe('the role of a function', () => {
  it('is listed here', () => {
    expect(Object.keys(table).sort()).toEqual(Object.keys(functions).sort());
  });

  it.each(Object.entries(table))('%s may do its work, log it and trace it', (name, allowed) => {
    expect(permissionsOf(stack)[name]).toEqual({ ...allowed, ...ofEvery(name) });
  });

  it.each(Object.keys(table))('%s is Lambda’s alone', (name) => {
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
    });
  });

  it('send-sms sends as one Pinpoint application where there is one', () => {
    expect(permissionsOf(synthesise(everything))['send-sms']).toEqual({
      ...onSession('Delete', 'Get', 'Put', 'Update'),
      [`arn:aws:mobiletargeting:${region}:${account}:apps/${pinpointAppId}/messages`]: [
        'mobiletargeting:SendMessages',
      ],
      ...ofEvery('send-sms'),
    });
  });

  it('send-sms sends from the one number whose id is given', () => {
    const smsNumberId = 'phone-0123456789abcdef0123456789abcdef';
    expect(permissionsOf(synthesise({ ...sms, smsNumberId }))['send-sms']).toMatchObject({
      [`arn:aws:sms-voice:${region}:${account}:phone-number/${smsNumberId}`]: [
        'sms-voice:SendTextMessage',
      ],
    });
  });

  it('dispatch-inbound asks Comprehend where personal data is to be redacted', () => {
    expect(permissionsOf(synthesise(everything))['dispatch-inbound']).toEqual({
      ...table['dispatch-inbound'],
      ...ofEvery('dispatch-inbound'),
      '*': ['comprehend:DetectPiiEntities', ...tracing],
    });
  });
});
