import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { sessionKey } from '../../domain/keys';
import type { Session } from '../../domain/session';
import type { Target } from '../stack/target';

export interface Sought {
  vendorId: string;
  channel?: string | undefined;
  businessId?: string | undefined;
}

/**
 * What may be shown of a session: an allowlist, so that no token is ever read.
 */
const FIELDS = [
  'channel',
  'businessId',
  'vendorId',
  'displayName',
  'status',
  'contactId',
  'participantId',
  'claimId',
  'startedAt',
  'lastMessageAt',
  'connectionExpiry',
  'previousContactId',
  'ttl',
] as const satisfies (keyof Session)[];

export type ShownSession = Pick<Session, (typeof FIELDS)[number]>;

/** `status`, `ttl` and others are words of DynamoDB's own. */
const projection = {
  ProjectionExpression: FIELDS.map((field) => `#${field}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(FIELDS.map((field) => [`#${field}`, field])),
};

/**
 * The sessions of a customer: by their key where channel and business are known, else by a look
 * through the whole table.
 */
export async function findSessions(target: Target, sought: Sought): Promise<ShownSession[]> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(target.config('DYNAMODB')));
  const TableName = target.outputs.SessionTableName;
  const { channel, businessId, vendorId } = sought;
  if (channel && businessId) {
    const Key = { pk: sessionKey({ channel, businessId, vendorId }) };
    const { Item } = await client.send(
      new GetCommand({ TableName, Key, ConsistentRead: true, ...projection }),
    );
    return Item ? [Item as ShownSession] : [];
  }
  return scan(client, TableName, sought);
}

async function scan(
  client: DynamoDBDocumentClient,
  TableName: string,
  sought: Sought,
): Promise<ShownSession[]> {
  const given = Object.entries(sought).filter(([, value]) => value !== undefined);
  const conditions = [
    'begins_with(pk, :session)',
    ...given.map(([field]) => `#${field} = :${field}`),
  ];
  const input = {
    TableName,
    ...projection,
    FilterExpression: conditions.join(' AND '),
    ExpressionAttributeValues: {
      ':session': 'session#',
      ...Object.fromEntries(given.map(([field, value]) => [`:${field}`, value])),
    },
  };
  const sessions: ShownSession[] = [];
  for await (const { Items = [] } of paginateScan({ client }, input)) {
    sessions.push(...(Items as ShownSession[]));
  }
  return sessions;
}
