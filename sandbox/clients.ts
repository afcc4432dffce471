import { ConnectClient } from '@aws-sdk/client-connect';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { account, credentials } from './settings';

export interface Clients {
  connect: ConnectClient;
  dynamodb: DynamoDBClient;
  sns: SNSClient;
  sqs: SQSClient;
}

/** The clients that stand for AWS's own calls: of Step Functions, Lambda and SNS. */
export function clients(urls: Record<string, string>): Clients {
  const common = {
    region: account.region,
    credentials: {
      accessKeyId: credentials.AWS_ACCESS_KEY_ID,
      secretAccessKey: credentials.AWS_SECRET_ACCESS_KEY,
    },
  };
  return {
    // Retrying is the state machine's business.
    connect: new ConnectClient({
      ...common,
      endpoint: urls.AWS_ENDPOINT_URL_CONNECT,
      maxAttempts: 1,
    }),
    dynamodb: new DynamoDBClient({
      ...common,
      endpoint: urls.AWS_ENDPOINT_URL_DYNAMODB,
      maxAttempts: 1,
    }),
    sns: new SNSClient({ ...common, endpoint: urls.AWS_ENDPOINT_URL_SNS }),
    sqs: new SQSClient({
      ...common,
      endpoint: urls.AWS_ENDPOINT_URL_SQS,
      useQueueUrlAsEndpoint: false,
    }),
  };
}
