import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Config } from '../config';
import { streamFilterPolicy } from '../wiring';

/**
 * The topic that Connect streams chats to: a standard one, because Connect refuses FIFO topics, in
 * the instance's Region. Only this instance may publish (Amazon Connect administrator guide,
 * "Enable real-time chat message streaming").
 */
export function chatStreamTopic(
  scope: Construct,
  { instance }: Config,
  queue: sqs.IQueue,
): sns.Topic {
  const topic = new sns.Topic(scope, 'ChatStream', { enforceSSL: true });
  topic.addToResourcePolicy(
    publishBy('connect.amazonaws.com', topic, {
      StringEquals: { 'aws:SourceAccount': instance.account },
      ArnEquals: { 'aws:SourceArn': instance.arn },
    }),
  );
  const filterPolicy = Object.fromEntries(
    Object.entries(streamFilterPolicy).map(([attribute, conditions]) => [
      attribute,
      new sns.SubscriptionFilter(conditions),
    ]),
  );
  topic.addSubscription(new SqsSubscription(queue, { filterPolicy }));
  return topic;
}

/**
 * The topic that two-way SMS arrives at (AWS End User Messaging user guide, "Two-way SMS
 * messaging"): entered as the number's two-way destination.
 */
export function smsInboundTopic(
  scope: Construct,
  { instance, pinpointAppId }: Config,
  queue: sqs.IQueue,
): sns.Topic {
  const { partition, region, account } = instance;
  const topic = new sns.Topic(scope, 'SmsInbound', { enforceSSL: true });
  topic.addToResourcePolicy(
    publishBy('sms-voice.amazonaws.com', topic, {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': `arn:${partition}:sms-voice:${region}:${account}:*` },
    }),
  );
  if (pinpointAppId) {
    // A number that was set up through Pinpoint may still publish under Pinpoint's name.
    topic.addToResourcePolicy(
      publishBy('mobile.amazonaws.com', topic, {
        StringEquals: { 'aws:SourceAccount': account },
      }),
    );
  }
  topic.addSubscription(new SqsSubscription(queue));
  return topic;
}

function publishBy(
  service: string,
  topic: sns.ITopic,
  conditions: Record<string, Record<string, string>>,
): iam.PolicyStatement {
  return new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal(service)],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions,
  });
}
