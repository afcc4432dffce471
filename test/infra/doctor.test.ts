import { judge } from '../../cli/doctor/resource-policy';
import { account, both, instanceArn, region } from '../support/context';
import { synthesise } from '../support/stack';
import { resourceOf } from '../support/template';

const stack = synthesise(both);

/** What `chat-ops doctor` reads of the deployed topics and their key. */
const policies = {
  chats: policyOf('AWS::SNS::TopicPolicy', 'OutboundChatStreamPolicy', 'PolicyDocument'),
  sms: policyOf('AWS::SNS::TopicPolicy', 'InboundSmsInboundPolicy', 'PolicyDocument'),
  key: policyOf('AWS::KMS::Key', 'EncryptionKey', 'KeyPolicy'),
};

function policyOf(type: string, id: string, property: string): string {
  return JSON.stringify(resourceOf<Record<string, object>>(stack, type, id)[property]);
}

const sources = {
  'connect.amazonaws.com': instanceArn,
  'sms-voice.amazonaws.com': `arn:aws:sms-voice:${region}:${account}:phone-number/any`,
};

describe('what is deployed passes chat-ops doctor', () => {
  it.each([
    ['connect.amazonaws.com', 'chats', 'sns:Publish'],
    ['connect.amazonaws.com', 'key', 'kms:GenerateDataKey'],
    ['connect.amazonaws.com', 'key', 'kms:Decrypt'],
    ['sms-voice.amazonaws.com', 'sms', 'sns:Publish'],
    ['sms-voice.amazonaws.com', 'key', 'kms:GenerateDataKey'],
    ['sms-voice.amazonaws.com', 'key', 'kms:Decrypt'],
  ] as const)('%s: %s, %s', (service, policy, action) => {
    const context = {
      'aws:SourceAccount': account,
      'aws:SourceArn': sources[service],
      'aws:SecureTransport': 'true',
    };
    const call = { service, action, context };
    expect(judge(policies[policy], call)).toEqual({
      allowed: true,
      why: 'allowed',
      conditions: ['aws:sourceaccount', 'aws:sourcearn'],
    });
    const elsewhere = { ...context, 'aws:SourceAccount': '999999999999' };
    expect(judge(policies[policy], { ...call, context: elsewhere }).allowed).toBe(false);
  });
});
