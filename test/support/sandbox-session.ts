import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { sandbox } from './shared-sandbox';

// The client warns on Node.js 20 otherwise.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** Changes the session of a customer of the sandbox's SMS number; undefined removes an attribute. */
export async function alterSession(
  vendorId: string,
  changes: Record<string, unknown>,
): Promise<void> {
  const client = new DynamoDBClient({
    endpoint: `${sandbox.url}/aws/dynamodb`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
  });
  for (const [name, value] of Object.entries(changes)) {
    await DynamoDBDocumentClient.from(client).send(
      new UpdateCommand({
        TableName: 'sandbox-session',
        Key: { pk: `session#sms#+12125550101#${vendorId}` },
        UpdateExpression: value === undefined ? 'REMOVE #name' : 'SET #name = :value',
        ExpressionAttributeNames: { '#name': name },
        ...(value !== undefined && { ExpressionAttributeValues: { ':value': value } }),
      }),
    );
  }
  client.destroy();
}
