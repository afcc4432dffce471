import { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Config } from '../config';
import { allow } from '../permissions';
import { deadLetters, type QueueName, queues } from '../wiring';
import type { Encryption } from './encryption';

const RETENTION = Duration.days(14);
/** What Lambda allows at least. */
const FEWEST = 2;

export interface MessageQueueProps {
  name: QueueName;
  config: Config;
  encryption: Encryption;
}

/** One queue of the wiring, with its dead-letter queue. */
export class MessageQueue extends Construct {
  readonly name: QueueName;
  readonly queue: sqs.Queue;
  readonly deadLetterQueue: sqs.Queue;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: MessageQueueProps,
  ) {
    super(scope, id);
    this.name = props.name;
    const { fifo, visibilitySeconds, maxReceiveCount } = queues[props.name];
    this.deadLetterQueue = new sqs.Queue(this, 'DeadLetters', {
      ...this.common(fifo),
      visibilityTimeout: Duration.seconds(deadLetters.visibilitySeconds),
    });
    this.queue = new sqs.Queue(this, 'Queue', {
      ...this.common(fifo),
      visibilityTimeout: Duration.seconds(visibilitySeconds),
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount },
    });
  }

  /** Lets a function put messages into the queue, and use the key for it. */
  writtenBy(producer: lambda.IFunction): void {
    const { encryption } = this.props;
    allow(producer, { actions: ['sqs:SendMessage'], resourceArns: [this.queue.queueArn] });
    encryption.allowVia('sqs', producer, 'kms:Decrypt', 'kms:GenerateDataKey');
  }

  /** Makes a function the reader of the queue: of a FIFO queue in `maxConcurrency` batches at once. */
  readBy(consumer: lambda.IFunction): void {
    const { batchSize, fifo } = queues[this.props.name];
    // Batches of notifications are through in a moment; a dispatch holds its place for seconds.
    const maxConcurrency = fifo ? this.props.config.maxConcurrency : FEWEST;
    this.read('Reader', this.queue, consumer, { batchSize, maxConcurrency });
  }

  /** Makes a function the reader of what the queue gave up. */
  deadLettersReadBy(consumer: lambda.IFunction): void {
    const settings = { batchSize: deadLetters.batchSize, maxConcurrency: FEWEST };
    this.read('DeadLettersReader', this.deadLetterQueue, consumer, settings);
  }

  /**
   * No wider than the downstream quotas bear. Concurrency is limited here instead of reserved at
   * the function: a small account has none to reserve.
   */
  private read(
    id: string,
    queue: sqs.Queue,
    target: lambda.IFunction,
    settings: { batchSize: number; maxConcurrency: number },
  ): void {
    const { encryption } = this.props;
    // What Lambda asks for (AWS managed policy AWSLambdaSQSQueueExecutionRole).
    const actions = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
    allow(target, { actions, resourceArns: [queue.queueArn] });
    encryption.allowVia('sqs', target, 'kms:Decrypt');
    new lambda.EventSourceMapping(this, id, {
      target,
      eventSourceArn: queue.queueArn,
      ...settings,
      reportBatchItemFailures: true,
    });
  }

  private common(fifo: boolean): sqs.QueueProps {
    return {
      ...(fifo && HIGH_THROUGHPUT),
      encryptionMasterKey: this.props.encryption.key,
      enforceSSL: true,
      retentionPeriod: RETENTION,
    };
  }
}

/** FIFO in high-throughput mode: the limit of 300 calls a second then counts for each group. */
const HIGH_THROUGHPUT: sqs.QueueProps = {
  fifo: true,
  deduplicationScope: sqs.DeduplicationScope.MESSAGE_GROUP,
  fifoThroughputLimit: sqs.FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
};
