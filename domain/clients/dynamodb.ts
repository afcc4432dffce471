import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { traced } from './traced';

export const dynamodb = DynamoDBDocumentClient.from(traced(new DynamoDBClient()), {
  marshallOptions: { removeUndefinedValues: true },
});
