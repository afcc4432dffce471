import { ConnectClient } from '@aws-sdk/client-connect';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { inProcess } from './aws/in-process';
import { account, credentials } from './settings';

export interface Clients {
  connect: ConnectClient;
  dynamodb: DynamoDBClient;
  sns: SNSClient;
  sqs: SQSClient;
}

/** What is below `url` is the sandbox itself, and needs no socket. */
export interface Own {
  url: string;
  handler: ReturnType<typeof inProcess>;
}

/** The clients that stand for AWS's own calls: of Step Functions, Lambda and SNS. */
export function clients(urls: Record<string, string>, own: Own): Clients {
  const settings = (endpoint = '') => ({
    region: account.region,
    credentials: {
      accessKeyId: credentials.AWS_ACCESS_KEY_ID,
      secretAccessKey: credentials.AWS_SECRET_ACCESS_KEY,
    },
    endpoint,
    ...(endpoint.startsWith(own.url) && { requestHandler: own.handler }),
  });
  return {
    // Retrying is the state machine's business.
    connect: new ConnectClient({ ...settings(urls.AWS_ENDPOINT_URL_CONNECT), maxAttempts: 1 }),
    dynamodb: new DynamoDBClient({ ...settings(urls.AWS_ENDPOINT_URL_DYNAMODB), maxAttempts: 1 }),
    sns: new SNSClient(settings(urls.AWS_ENDPOINT_URL_SNS)),
    sqs: new SQSClient({ ...settings(urls.AWS_ENDPOINT_URL_SQS), useQueueUrlAsEndpoint: false }),
  };
}
