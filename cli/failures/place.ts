import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ReplayPlace } from '../../domain/failures/replay';
import { tables } from '../../infra/wiring';
import type { Target } from '../stack/target';

/** The failure ledger of a stack, and the queues that its messages came from. */
export function ledgerOf({ config, outputs, queues }: Target): ReplayPlace {
  const queueUrl = (name: string) => queues.find((queue) => queue.name === name)?.url ?? '';
  return {
    dynamodb: DynamoDBDocumentClient.from(new DynamoDBClient(config('DYNAMODB'))),
    sqs: new SQSClient({ ...config('SQS'), useQueueUrlAsEndpoint: false }),
    ledgerTable: outputs.LedgerTableName,
    ledgerIndex: tables.ledger.index.name,
    sessionTable: outputs.SessionTableName,
    queueUrls: { inbound: queueUrl('inbound'), outbound: queueUrl('outbound') },
  };
}
