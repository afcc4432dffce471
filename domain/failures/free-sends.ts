import { DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import { held } from '../conditional';
import { sendKey } from '../keys';
import type { ReplayPlace } from './replay';

/**
 * Frees the parts of an outbound message whose sending began and never told how it ended, so that
 * the next attempt sends them. Parts are sent in order: the first without a record is the end.
 *
 * @param until ISO 8601: what began later belongs to an attempt that may still run, and stays
 */
export async function freeSends(
  { dynamodb, sessionTable: TableName }: Pick<ReplayPlace, 'dynamodb' | 'sessionTable'>,
  connectMessageId: string,
  until: string,
): Promise<void> {
  for (let part = 0; ; part += 1) {
    const Key = { pk: sendKey(connectMessageId, part) };
    const { Item } = await dynamodb.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    if (!Item) return;
    const free = new DeleteCommand({
      TableName,
      Key,
      ConditionExpression: '#state = :sending AND startedAt <= :until',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':sending': 'SENDING', ':until': until },
    });
    await held(dynamodb.send(free));
  }
}
