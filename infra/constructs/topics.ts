import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Config } from '../config';
import { alarms, chatStreaming, type Publisher, twoWaySms } from '../publishers';
import { streamFilterPolicy } from '../wiring';
import type { Encryption } from './encryption';

export interface TopicProps {
  config: Config;
  encryption: Encryption;
}

export interface FeedingTopicProps extends TopicProps {
  /** Takes what is published. */
  queue: sqs.IQueue;
}

/**
 * The topic that Connect streams chats to: a standard one, because Connect refuses FIFO topics, in
 * the instance's Region.
 */
export function chatStreamTopic(scope: Construct, props: FeedingTopicProps): sns.Topic {
  const topic = publishedBy(scope, 'ChatStream', props, [chatStreaming(props.config)]);
  const filterPolicy = Object.fromEntries(
    Object.entries(streamFilterPolicy).map(([attribute, conditions]) => [
      attribute,
      new sns.SubscriptionFilter(conditions),
    ]),
  );
  deliver(topic, props.queue, filterPolicy);
  return topic;
}

/** The topic that two-way SMS arrives at: entered as the number's two-way destination. */
export function smsInboundTopic(scope: Construct, props: FeedingTopicProps): sns.Topic {
  const topic = publishedBy(scope, 'SmsInbound', props, twoWaySms(props.config));
  deliver(topic, props.queue);
  return topic;
}

/** The topic that alarms go to, and from there by e-mail to whoever is on call. */
export function alarmTopic(scope: Construct, props: TopicProps): sns.Topic {
  const topic = publishedBy(scope, 'AlarmTopic', props, [alarms(props.config)]);
  const { alarmEmail } = props.config;
  if (alarmEmail) topic.addSubscription(new EmailSubscription(alarmEmail));
  return topic;
}

function publishedBy(
  scope: Construct,
  id: string,
  { encryption }: TopicProps,
  publishers: Publisher[],
): sns.Topic {
  const topic = new sns.Topic(scope, id, { masterKey: encryption.key, enforceSSL: true });
  for (const { service, conditions } of publishers) {
    topic.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal(service)],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions,
      }),
    );
  }
  return topic;
}

/**
 * CDK's own subscription would write the topic's ARN into the key's policy, and close a circle: the
 * topic refers to the key.
 */
function deliver(
  topic: sns.Topic,
  queue: sqs.IQueue,
  filterPolicy?: sns.SubscriptionOptions['filterPolicy'],
): void {
  queue.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('sns.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': topic.topicArn } },
    }),
  );
  const protocol = sns.SubscriptionProtocol.SQS;
  new sns.Subscription(topic, 'Queue', {
    topic,
    protocol,
    endpoint: queue.queueArn,
    filterPolicy,
  });
}
