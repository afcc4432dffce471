import { Duration } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deadLetters, type QueueName, queues } from '../wiring';

const RETENTION = Duration.days(14);

/** One queue of the wiring, with its dead-letter queue. */
export class MessageQueue extends Construct {
  readonly queue: sqs.Queue;
  readonly deadLetterQueue: sqs.Queue;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: { name: QueueName; maxConcurrency: number },
  ) {
    super(scope, id);
    const { fifo, visibilitySeconds, maxReceiveCount } = queues[props.name];
    this.deadLetterQueue = new sqs.Queue(this, 'DeadLetters', {
      ...queueKind(fifo),
      visibilityTimeout: Duration.seconds(deadLetters.visibilitySeconds),
    });
    this.queue = new sqs.Queue(this, 'Queue', {
      ...queueKind(fifo),
      visibilityTimeout: Duration.seconds(visibilitySeconds),
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount },
    });
  }

  /** The function that reads the queue, no wider than the downstream quotas bear. */
  readBy(consumer: lambda.IFunction): void {
    const { batchSize } = queues[this.props.name];
    const { maxConcurrency } = this.props;
    consumer.addEventSource(
      new SqsEventSource(this.queue, { batchSize, maxConcurrency, reportBatchItemFailures: true }),
    );
  }

  /** The function that reads the dead letters. */
  deadLettersReadBy(consumer: lambda.IFunction): void {
    const { batchSize } = deadLetters;
    consumer.addEventSource(
      new SqsEventSource(this.deadLetterQueue, { batchSize, reportBatchItemFailures: true }),
    );
  }
}

/** FIFO in high-throughput mode: the limit of 300 calls a second then counts for each group. */
function queueKind(fifo: boolean): sqs.QueueProps {
  const common = { enforceSSL: true, retentionPeriod: RETENTION };
  if (!fifo) return common;
  return {
    ...common,
    fifo: true,
    deduplicationScope: sqs.DeduplicationScope.MESSAGE_GROUP,
    fifoThroughputLimit: sqs.FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
  };
}
