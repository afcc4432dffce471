import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { dynamodb } from './clients/dynamodb';
import { epochSeconds } from './clock';
import { CONTACT_KEPT_SECONDS } from './contact';
import { requiredEnv } from './environment';

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
  const Item = { pk: noticeKey, ttl: epochSeconds() + CONTACT_KEPT_SECONDS };
  await dynamodb.send(new PutCommand({ TableName, Item }));
}
