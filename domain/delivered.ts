import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { dynamodb } from './clients/dynamodb';
import { epochSeconds } from './clock';
import { requiredEnv } from './environment';
import { deliveredKey } from './keys';
import { REPLAYABLE_SECONDS } from './retention';

const TableName = requiredEnv('SESSION_TABLE_NAME');

/** Whether Connect has accepted this customer message before. */
export async function wasDelivered(hash: string): Promise<boolean> {
  const { Item } = await dynamodb.send(
    new GetCommand({ TableName, Key: { pk: deliveredKey(hash) }, ConsistentRead: true }),
  );
  return Item !== undefined;
}

/** Notes that Connect has accepted this customer message, under these message ids. */
export async function markDelivered(hash: string, connectMessageIds: string[]): Promise<void> {
  const Item = {
    pk: deliveredKey(hash),
    connectMessageIds,
    ttl: epochSeconds() + REPLAYABLE_SECONDS,
  };
  await dynamodb.send(new PutCommand({ TableName, Item }));
}
