import {
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import type { InboundMessage } from '../../domain/message';

/** The inbound queue behind the real client: takes every entry, until a test says otherwise. */
export function useInboundQueue() {
  const client = mockClient(SQSClient);
  let refuses = (_message: InboundMessage) => false;

  const batches = () =>
    client
      .commandCalls(SendMessageBatchCommand)
      .map(({ args }) => args[0].input.Entries?.map(read) ?? []);

  beforeEach(() => {
    client.reset();
    refuses = () => false;
    client.on(SendMessageBatchCommand).callsFake(({ Entries }) => {
      const isRefused = (entry: SendMessageBatchRequestEntry) => refuses(read(entry).message);
      const failed = Entries.filter(isRefused);
      return {
        Failed: failed.map(({ Id = '' }) => ({ Id, Code: 'InternalError', SenderFault: false })),
      };
    });
  });

  return {
    /** The batches that were sent, with the queue that each one was sent to. */
    urls: () =>
      client.commandCalls(SendMessageBatchCommand).map(({ args }) => args[0].input.QueueUrl),
    batches,
    /** What was sent, in order. */
    entries: () => batches().flat(),
    messages: () =>
      batches()
        .flat()
        .map(({ message }) => message),
    /** From now on, SQS reports these messages as failed. */
    refuse(predicate: (message: InboundMessage) => boolean): void {
      refuses = predicate;
    },
    /** From now on, no batch arrives. */
    fails(error: Error): void {
      client.on(SendMessageBatchCommand).rejects(error);
    },
  };
}

function read(entry: SendMessageBatchRequestEntry) {
  const { MessageGroupId: group, MessageDeduplicationId: deduplication } = entry;
  const message: InboundMessage = JSON.parse(entry.MessageBody ?? '');
  return { group, deduplication, message };
}
