import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { timeouts } from './timeouts';
import { traced } from './traced';

export const dynamodb = DynamoDBDocumentClient.from(
  traced(new DynamoDBClient({ requestHandler: timeouts(3_000) })),
  {
    marshallOptions: { removeUndefinedValues: true },
  },
);
