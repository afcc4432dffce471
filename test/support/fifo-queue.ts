import { SendMessageBatchCommand, type SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { sqs } from '../../domain/clients/sqs';

/** SQS behind the real client: takes every entry of a batch, until a test says otherwise. */
export function useFifoQueue<Body>() {
  const client = mockClient(sqs);
  let refused = (_body: Body) => false;

  const inputs = () =>
    client.commandCalls(SendMessageBatchCommand).map(({ args }) => args[0].input);
  const batches = () => inputs().map(({ Entries = [] }) => Entries.map((one) => read<Body>(one)));

  beforeEach(() => {
    client.reset();
    refused = () => false;
    client.on(SendMessageBatchCommand).callsFake(({ Entries }) => ({
      Failed: Entries.filter((one: SendMessageBatchRequestEntry) => refused(read<Body>(one))).map(
        ({ Id = '' }) => ({ Id, Code: 'InternalError', SenderFault: false }),
      ),
    }));
  });

  return {
    client,
    inputs,
    /** The bodies of each batch that was sent. */
    batches,
    /** Every body that was sent, in order. */
    bodies: () => batches().flat(),
    /** From now on, SQS reports these entries as failed. */
    refuse(predicate: (body: Body) => boolean): void {
      refused = predicate;
    },
  };
}

function read<Body>({ MessageBody = '' }: SendMessageBatchRequestEntry): Body {
  return JSON.parse(MessageBody);
}
