import {
  CreateTopicCommand,
  DeleteTopicCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Target } from '../stack/target';
import type { Cleanup } from './cleanup';

/** One notification of Connect's, as it came out of the topic. */
export interface Streamed {
  /** Name to value. */
  attributes: Record<string, string>;
  contentType: string;
  content?: string;
}

const POLL_SECONDS = 1;

/**
 * A topic and a queue of our own, for what Connect streams about the test chat. A queue on the
 * stack's topic would receive what real customers are told: a filter takes up to 15 minutes to
 * take effect (Amazon SNS developer guide, "Subscription filter policies").
 */
export class Observer {
  readonly topicArn: string;
  private readonly queueArn: string;
  private readonly sns: SNSClient;
  private readonly sqs: SQSClient;
  private queueUrl = '';

  constructor(
    private readonly target: Target,
    private readonly name: string,
  ) {
    const { partition, region, account } = target.instance;
    this.topicArn = `arn:${partition}:sns:${region}:${account}:${name}`;
    this.queueArn = `arn:${partition}:sqs:${region}:${account}:${name}`;
    this.sns = new SNSClient(target.config('SNS'));
    this.sqs = new SQSClient({ ...target.config('SQS'), useQueueUrlAsEndpoint: false });
  }

  async open(cleanup: Cleanup): Promise<void> {
    // Takes the subscription along; a topic that was not made after all is no error.
    cleanup.add(`topic ${this.name}`, () =>
      this.sns.send(new DeleteTopicCommand({ TopicArn: this.topicArn })),
    );
    await this.createTopic();
    cleanup.add(`queue ${this.name}`, () => this.deleteQueue());
    this.queueUrl = await this.createQueue();
    const { topicArn: TopicArn, queueArn: Endpoint } = this;
    await this.sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
  }

  /** Waits up to a second for what was streamed meanwhile. The signal ends the wait. */
  async receive(abortSignal: AbortSignal): Promise<Streamed[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl: this.queueUrl,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: POLL_SECONDS,
    });
    const { Messages = [] } = await this.sqs.send(command, { abortSignal });
    return Messages.map(({ Body = '' }) => read(Body));
  }

  /** By its name: the answer to its creation may have been lost. */
  private async deleteQueue(): Promise<void> {
    try {
      const { QueueUrl } = await this.sqs.send(new GetQueueUrlCommand({ QueueName: this.name }));
      await this.sqs.send(new DeleteQueueCommand({ QueueUrl }));
    } catch (error) {
      if (!(error instanceof QueueDoesNotExist)) throw error;
    }
  }

  private async createTopic(): Promise<void> {
    const { account, arn } = this.target.instance;
    const Policy = policy('connect.amazonaws.com', 'sns:Publish', this.topicArn, {
      StringEquals: { 'aws:SourceAccount': account },
      ArnEquals: { 'aws:SourceArn': arn },
    });
    await this.sns.send(new CreateTopicCommand({ Name: this.name, Attributes: { Policy } }));
  }

  private async createQueue(): Promise<string> {
    const Policy = policy('sns.amazonaws.com', 'sqs:SendMessage', this.queueArn, {
      ArnEquals: { 'aws:SourceArn': this.topicArn },
    });
    const command = new CreateQueueCommand({ QueueName: this.name, Attributes: { Policy } });
    return (await this.sqs.send(command)).QueueUrl ?? '';
  }
}

function policy(Service: string, Action: string, Resource: string, Condition: object): string {
  const statement = { Effect: 'Allow', Principal: { Service }, Action, Resource, Condition };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

interface Notification {
  Message: string;
  MessageAttributes?: Record<string, { Value: string }>;
}

function read(body: string): Streamed {
  const { Message, MessageAttributes = {} } = JSON.parse(body) as Notification;
  const item = JSON.parse(Message) as { ContentType?: string; Content?: string };
  const attributes = Object.fromEntries(
    Object.entries(MessageAttributes).map(([name, { Value }]) => [name, Value]),
  );
  const contentType = item.ContentType ?? attributes.ContentType ?? '';
  return { attributes, contentType, ...(item.Content && { content: item.Content }) };
}
