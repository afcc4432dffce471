import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { dynamodb } from './clients/dynamodb';
import { epochSeconds } from './clock';
import { requiredEnv } from './environment';
import { REPLAYABLE_SECONDS } from './retention';

const TableName = requiredEnv('SESSION_TABLE_NAME');

/** Whether the agents in a chat have been told this. */
export async function wasTold(noticeKey: string): Promise<boolean> {
  const { Item } = await dynamodb.send(
    new GetCommand({ TableName, Key: { pk: noticeKey }, ConsistentRead: true }),
  );
  return Item !== undefined;
}

/** Notes that the agents in a chat have been told this. */
export async function markTold(noticeKey: string): Promise<void> {
  const Item = { pk: noticeKey, ttl: epochSeconds() + REPLAYABLE_SECONDS };
  await dynamodb.send(new PutCommand({ TableName, Item }));
}
