import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';

export interface EventSourceSettings {
  queueUrl: string;
  queueArn: string;
  /** The function's name. */
  consumer: string;
  batchSize: number;
  maxConcurrency: number;
  /** How long a message stays hidden after a batch that failed without a word, once all is quiet. */
  hiddenSeconds: number;
  invoke(event: SQSEvent): Promise<unknown>;
  /** Resolves when nothing that the failed batch began is running any more. */
  quiet(records: SQSRecord[]): Promise<void>;
  /** Whether somebody changed the visibility of a received message. */
  visibilityChanged(receiptHandle: string): boolean;
  /** How far the functions' clock is ahead of the queue's, which keeps real time. */
  aheadMs(): number;
  onError(error: unknown): void;
}

const LONG_POLL_SECONDS = 20;

/**
 * An event source mapping: takes messages from a queue, invokes the function, and deletes what it
 * does not report as failed. One difference to Lambda: a message whose batch failed, and whose
 * visibility nobody set, does not have to wait its visibility timeout out (150 seconds) but only
 * until everything that the batch began has ended, which is what that time-out is for.
 */
export class EventSource {
  private readonly stopping = new AbortController();
  private readonly running = new Set<Promise<void>>();
  private loop: Promise<void> = Promise.resolve();
  readonly uuid = randomUUID();
  /** A poll that is under way when this is switched off puts back what it brings. */
  enabled = true;

  constructor(
    private readonly sqs: SQSClient,
    private readonly settings: EventSourceSettings,
  ) {}

  get queueArn(): string {
    return this.settings.queueArn;
  }

  get consumer(): string {
    return this.settings.consumer;
  }

  start(): void {
    this.loop = this.poll();
  }

  /** Takes no more messages, and waits for what is running. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
    await Promise.allSettled(this.running);
  }

  private async poll(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      if (this.running.size >= this.settings.maxConcurrency) await Promise.race(this.running);
      const messages = this.enabled ? await this.receive() : await pause();
      if (messages.length > 0) this.track(this.take(messages));
    }
  }

  private take(messages: Message[]): Promise<void> {
    const records = messages.map((message) => this.record(message));
    return this.enabled ? this.process(records) : this.hide(records, 0);
  }

  private track(work: Promise<void>): void {
    const tracked = work.catch(this.settings.onError).finally(() => this.running.delete(tracked));
    this.running.add(tracked);
  }

  private async receive(): Promise<Message[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl: this.settings.queueUrl,
      MaxNumberOfMessages: this.settings.batchSize,
      WaitTimeSeconds: LONG_POLL_SECONDS,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    try {
      const { signal } = this.stopping;
      return (await this.sqs.send(command, { abortSignal: signal })).Messages ?? [];
    } catch (error) {
      if (this.stopping.signal.aborted) return [];
      this.settings.onError(error);
      return pause();
    }
  }

  private async process(records: SQSRecord[]): Promise<void> {
    const failed = await this.invoke(records);
    const done = records.filter(({ messageId }) => !failed.has(messageId));
    if (done.length > 0) await this.delete(done);
    // Not awaited: the function is free for the next batch meanwhile.
    this.shortenVisibility(records.filter((record) => !done.includes(record))).catch(
      this.settings.onError,
    );
  }

  /** @returns the message ids of the records that failed: all of them where the function did */
  private async invoke(records: SQSRecord[]): Promise<Set<string>> {
    try {
      const response = (await this.settings.invoke({
        Records: records,
      })) as SQSBatchResponse | null;
      return new Set(response?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    } catch (error) {
      this.settings.onError(error);
      return new Set(records.map(({ messageId }) => messageId));
    }
  }

  private async delete(records: SQSRecord[]): Promise<void> {
    await this.sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl: this.settings.queueUrl,
        Entries: records.map(({ receiptHandle }, index) => ({
          Id: String(index),
          ReceiptHandle: receiptHandle,
        })),
      }),
    );
  }

  private async shortenVisibility(records: SQSRecord[]): Promise<void> {
    const forgotten = records.filter((r) => !this.settings.visibilityChanged(r.receiptHandle));
    if (forgotten.length === 0) return;
    await this.settings.quiet(forgotten);
    await this.hide(forgotten, this.settings.hiddenSeconds);
  }

  private async hide(records: SQSRecord[], VisibilityTimeout: number): Promise<void> {
    for (const { receiptHandle } of records) {
      await this.sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: this.settings.queueUrl,
          ReceiptHandle: receiptHandle,
          VisibilityTimeout,
        }),
      );
    }
  }

  private record(message: Message): SQSRecord {
    return {
      messageId: message.MessageId ?? '',
      receiptHandle: message.ReceiptHandle ?? '',
      body: message.Body ?? '',
      attributes: this.attributes(message),
      messageAttributes: messageAttributes(message),
      md5OfBody: message.MD5OfBody ?? '',
      eventSource: 'aws:sqs',
      eventSourceARN: this.settings.queueArn,
      awsRegion: this.settings.queueArn.split(':')[3] ?? '',
    };
  }

  /** With the instant of sending on the functions' clock, so that they see the message's true age. */
  private attributes({ Attributes }: Message): SQSRecord['attributes'] {
    const SentTimestamp = String(Number(Attributes?.SentTimestamp) + this.settings.aheadMs());
    return { ...Attributes, SentTimestamp } as SQSRecord['attributes'];
  }
}

/** In the spelling in which Lambda hands them over. */
function messageAttributes({ MessageAttributes = {} }: Message): SQSRecord['messageAttributes'] {
  return Object.fromEntries(
    Object.entries(MessageAttributes).map(([name, { DataType = '', StringValue }]) => [
      name,
      { dataType: DataType, ...(StringValue !== undefined && { stringValue: StringValue }) },
    ]),
  );
}

async function pause(): Promise<Message[]> {
  await sleep(200);
  return [];
}
