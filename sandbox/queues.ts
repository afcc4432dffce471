import {
  CreateTopicCommand,
  DeleteTopicCommand,
  type SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { CreateQueueCommand, DeleteQueueCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type QueueWiring, queues, streamFilterPolicy } from '../infra/wiring';
import { topicPolicy } from './aws/policies';
import { account, deadLetterName, queueName } from './settings';

const DEDUPLICATION = {
  DeduplicationScope: 'messageGroup',
  FifoThroughputLimit: 'perMessageGroupId',
};

/** Every queue with its dead-letter queue, by the names of the wiring; dead letters as `<name>-dead-letters`. */
export async function createQueues(sqs: SQSClient): Promise<Record<string, string>> {
  const urls: Record<string, string> = {};
  for (const [name, wiring] of Object.entries(queues) as [string, QueueWiring][]) {
    const dead = deadLetterName(name);
    urls[`${name}-dead-letters`] = await createQueue(sqs, dead, wiring.fifo, {});
    urls[name] = await createQueue(sqs, queueName(name, wiring.fifo), wiring.fifo, {
      VisibilityTimeout: String(wiring.visibilitySeconds),
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: account.queueArn(dead),
        maxReceiveCount: wiring.maxReceiveCount,
      }),
    });
  }
  return urls;
}

async function createQueue(
  sqs: SQSClient,
  QueueName: string,
  fifo: boolean,
  attributes: Record<string, string>,
): Promise<string> {
  const Attributes = fifo ? { ...attributes, ...DEDUPLICATION, FifoQueue: 'true' } : attributes;
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  return QueueUrl;
}

export async function deleteQueues(sqs: SQSClient, urls: Record<string, string>): Promise<void> {
  for (const QueueUrl of Object.values(urls)) await sqs.send(new DeleteQueueCommand({ QueueUrl }));
}

const topics = {
  'sms-inbound': { queue: 'sms-notifications', attributes: {} },
  'chat-stream': {
    queue: 'agent-events',
    attributes: { FilterPolicy: JSON.stringify(streamFilterPolicy) },
  },
} as const;

/** The two topics, each feeding its standard queue. */
export async function createTopics(sns: SNSClient): Promise<void> {
  for (const Name of Object.keys(topics) as (keyof typeof topics)[]) {
    const { queue, attributes: Attributes } = topics[Name];
    const Policy = topicPolicy(Name);
    const { TopicArn } = await sns.send(
      new CreateTopicCommand({ Name, Attributes: { Policy, KmsMasterKeyId: account.keyArn } }),
    );
    const Endpoint = account.queueArn(queue);
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint, Attributes }));
  }
}

/** Deletes the two topics and their subscriptions. */
export async function deleteTopics(sns: SNSClient): Promise<void> {
  for (const name of Object.keys(topics)) {
    await sns.send(new DeleteTopicCommand({ TopicArn: account.topicArn(name) }));
  }
}
