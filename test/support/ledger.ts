import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { dynamodb } from '../../domain/clients/dynamodb';
import { sqs } from '../../domain/clients/sqs';
import type { ReplayPlace } from '../../domain/failures/replay';
import { tables as wiring } from '../../infra/wiring';

/** The tables and queues of the tests, as an operator's command finds them. */
export const place: ReplayPlace = {
  dynamodb,
  sqs,
  ledgerTable: 'ledger',
  ledgerIndex: wiring.ledger.index.name,
  sessionTable: 'session',
  queueUrls: { inbound: 'https://sqs/inbound.fifo', outbound: 'https://sqs/outbound.fifo' },
};

/** SQS behind the real client, which takes everything. */
export function useQueues() {
  const client = mockClient(sqs);
  beforeEach(() => {
    client.reset();
    client.on(SendMessageCommand).resolves({});
  });
  return {
    client,
    sent: () => client.commandCalls(SendMessageCommand).map(({ args }) => args[0].input),
  };
}
