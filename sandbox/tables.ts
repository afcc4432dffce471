import {
  CreateTableCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  paginateScan,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan as paginateDocuments } from '@aws-sdk/lib-dynamodb';
import { DAY } from '../domain/clock';
import { tables } from '../infra/wiring';
import { account } from './settings';

const names = { session: account.sessionTable, ledger: account.ledgerTable };

/** DynamoDB deletes an expired item within a few days, not at once. */
const EXPIRY_DELAY_SECONDS = 2 * DAY;

/** Creates the tables as the deployment does; one that exists is used as it is. */
export async function createTables(dynamodb: DynamoDBClient): Promise<void> {
  const { index, partitionKey } = tables.ledger;
  const onDemand = { BillingMode: 'PAY_PER_REQUEST' } as const;
  await create(dynamodb, {
    ...onDemand,
    TableName: names.session,
    KeySchema: [{ AttributeName: tables.session.partitionKey, KeyType: 'HASH' }],
    AttributeDefinitions: [attribute(tables.session.partitionKey)],
  });
  await create(dynamodb, {
    ...onDemand,
    TableName: names.ledger,
    KeySchema: [{ AttributeName: partitionKey, KeyType: 'HASH' }],
    AttributeDefinitions: [partitionKey, index.partitionKey, index.sortKey].map(attribute),
    GlobalSecondaryIndexes: [
      {
        IndexName: index.name,
        KeySchema: [
          { AttributeName: index.partitionKey, KeyType: 'HASH' },
          { AttributeName: index.sortKey, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  });
}

function attribute(AttributeName: string) {
  return { AttributeName, AttributeType: 'S' as const };
}

async function create(
  dynamodb: DynamoDBClient,
  input: ConstructorParameters<typeof CreateTableCommand>[0],
): Promise<void> {
  try {
    await dynamodb.send(new CreateTableCommand(input));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
}

/** Deletes every item. */
export function emptyTables(dynamodb: DynamoDBClient): Promise<void> {
  return deleteItems(dynamodb, () => true);
}

/** Deletes what DynamoDB would have deleted by now: late, as it does. */
export function deleteExpired(dynamodb: DynamoDBClient, nowMs: number): Promise<void> {
  return deleteItems(dynamodb, (ttl) => ttl + EXPIRY_DELAY_SECONDS < nowMs / 1000);
}

async function deleteItems(
  dynamodb: DynamoDBClient,
  matches: (ttl: number) => boolean,
): Promise<void> {
  for (const table of ['session', 'ledger'] as const) {
    const TableName = names[table];
    const key = tables[table].partitionKey;
    for await (const { Items = [] } of paginateScan({ client: dynamodb }, { TableName })) {
      for (const item of Items.filter(({ ttl }) => matches(Number(ttl?.N)))) {
        await dynamodb.send(
          new DeleteItemCommand({ TableName, Key: { [key]: item[key] as never } }),
        );
      }
    }
  }
}

/** The failure ledger's entries, the latest first. */
export async function ledgerEntries(dynamodb: DynamoDBClient): Promise<Record<string, unknown>[]> {
  const documents = DynamoDBDocumentClient.from(dynamodb);
  const entries: Record<string, unknown>[] = [];
  const pages = paginateDocuments({ client: documents }, { TableName: names.ledger });
  for await (const { Items = [] } of pages) entries.push(...Items);
  const at = (entry: Record<string, unknown>) => String(entry.lastFailedAt);
  return entries.sort((one, other) => at(other).localeCompare(at(one)));
}
