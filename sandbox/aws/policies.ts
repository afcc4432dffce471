import { chatStreaming, type Publisher, twoWaySms } from '../../infra/publishers';
import { account } from '../settings';

const instance = {
  arn: account.instanceArn,
  id: account.instanceId,
  partition: 'aws',
  region: account.region,
  account: account.accountId,
};

/** Who publishes to each topic, as deployed. */
export const publishers = {
  'chat-stream': [chatStreaming({ instance })],
  'sms-inbound': twoWaySms({ instance, smsNumber: '+12065550100' }),
};

/** The policy of a topic. */
export function topicPolicy(topic: keyof typeof publishers): string {
  const Resource = account.topicArn(topic);
  return policy([
    ...publishers[topic].map((publisher) => allow(publisher, 'sns:Publish', Resource)),
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sns:Publish',
      Resource,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ]);
}

/** The policy of the key that the topics are encrypted with. */
export function keyPolicy(): string {
  const Action = ['kms:Decrypt', 'kms:GenerateDataKey*'];
  const all = Object.values(publishers).flat();
  return policy(all.map((publisher) => allow(publisher, Action, '*')));
}

function allow({ service, conditions }: Publisher, Action: string | string[], Resource: string) {
  return {
    Effect: 'Allow',
    Principal: { Service: service },
    Action,
    Resource,
    Condition: conditions,
  };
}

function policy(Statement: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}
