import { DescribeKeyCommand, GetKeyPolicyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { type Check, Failed, RESTORE, Skipped } from '../checks';
import type { Target } from '../stack/target';
import { judge } from './resource-policy';

/** A topic of the stack, and the service that publishes to it. */
interface Topic {
  name: string;
  arn: string;
  service: string;
  /** What the service names as the source of its calls. */
  sourceArn: string;
}

/** Whether the topics are what Connect and End User Messaging can publish to. */
export function topicChecks(target: Target): Check[] {
  const reader = new TopicReader(target);
  return topics(target).flatMap((topic) => [
    { name: topic.name, run: () => reader.isUsable(topic) },
    { name: `${topic.name} policy`, run: () => reader.mayPublish(topic) },
    { name: `${topic.name} key`, run: () => reader.mayUseKey(topic) },
  ]);
}

function topics({ outputs, instance }: Target): Topic[] {
  const { partition, region, account, arn } = instance;
  const streaming = {
    name: 'streaming topic',
    arn: outputs.StreamingTopicArn,
    service: 'connect.amazonaws.com',
    sourceArn: arn,
  };
  if (!outputs.SmsInboundTopic) return [streaming];
  const sms = {
    name: 'SMS topic',
    arn: outputs.SmsInboundTopic,
    service: 'sms-voice.amazonaws.com',
    sourceArn: `arn:${partition}:sms-voice:${region}:${account}:phone-number/any`,
  };
  return [streaming, sms];
}

class TopicReader {
  private readonly sns: SNSClient;
  private readonly kms: KMSClient;

  constructor(private readonly target: Target) {
    this.sns = new SNSClient(target.config('SNS'));
    this.kms = new KMSClient(target.config('KMS'));
  }

  /** Amazon Connect administrator guide, "Enable real-time chat message streaming". */
  async isUsable(topic: Topic): Promise<string> {
    const { FifoTopic } = await this.attributes(topic);
    const region = topic.arn.split(':')[3];
    const home = this.target.instance.region;
    if (FifoTopic === 'true') {
      throw new Failed(`${topic.service} publishes to no FIFO topic`, RESTORE);
    }
    if (region !== home) {
      throw new Failed(`it is in ${region}, the Connect instance in ${home}`, RESTORE);
    }
    return `standard, in ${region}`;
  }

  async mayPublish(topic: Topic): Promise<string> {
    const { Policy = '{}' } = await this.attributes(topic);
    return this.allowed(topic, Policy, ['sns:Publish']);
  }

  /** Without its key, a service fails to publish without a word: the message is lost. */
  async mayUseKey(topic: Topic): Promise<string> {
    const { KmsMasterKeyId } = await this.attributes(topic);
    if (!KmsMasterKeyId) throw new Skipped('the topic is not encrypted');
    const { KeyMetadata } = await this.kms.send(new DescribeKeyCommand({ KeyId: KmsMasterKeyId }));
    if (KeyMetadata?.KeyManager === 'AWS') {
      throw new Failed(`no service can use ${KmsMasterKeyId}, which AWS manages`, RESTORE);
    }
    if (KeyMetadata?.KeyState !== 'Enabled') {
      throw new Failed(`the key is ${KeyMetadata?.KeyState}`, 'Enable the key in AWS KMS.');
    }
    const { Policy = '{}' } = await this.kms.send(
      new GetKeyPolicyCommand({ KeyId: KeyMetadata.KeyId }),
    );
    return this.allowed(topic, Policy, ['kms:GenerateDataKey', 'kms:Decrypt']);
  }

  private async attributes({ arn }: Topic): Promise<Record<string, string>> {
    const command = new GetTopicAttributesCommand({ TopicArn: arn });
    const { Attributes = {} } = await this.sns.send(command).catch((error: Error) => {
      if (!error.name.startsWith('NotFound')) throw error;
      throw new Failed(`${arn} does not exist`, RESTORE);
    });
    return Attributes;
  }

  /** Allowed for this account and source alone: otherwise anybody's instance could publish. */
  private allowed({ service, sourceArn, arn }: Topic, policy: string, actions: string[]): string {
    const context = {
      'aws:SourceAccount': this.target.instance.account,
      'aws:SourceArn': sourceArn,
      'aws:SecureTransport': 'true',
      'kms:EncryptionContext:aws:sns:topicArn': arn,
    };
    for (const action of actions) {
      const { allowed, why, conditions } = judge(policy, { service, action, context });
      if (!allowed) throw new Failed(`${service} may not ${action}: ${why}`, RESTORE);
      const open = ['aws:sourceaccount', 'aws:sourcearn'].filter(
        (key) => !conditions.includes(key),
      );
      if (open.length === 2) {
        throw new Failed(`${service} may ${action} for any account, not this one alone`, RESTORE);
      }
    }
    return `${service} may ${actions.join(' and ')}`;
  }
}
