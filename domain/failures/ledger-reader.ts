import {
  type DynamoDBDocumentClient,
  GetCommand,
  paginateQuery,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { LedgerEntry, LedgerStatus } from '../ledger';

/** Where the ledger is. */
export interface LedgerPlace {
  dynamodb: DynamoDBDocumentClient;
  ledgerTable: string;
  /** By status and lastFailedAt. */
  ledgerIndex: string;
}

export interface LedgerQuery {
  statuses: LedgerStatus[];
  /** ISO 8601: entries whose last failure is not before it. */
  since?: string | undefined;
  /** Further conditions, all of which an entry meets. */
  where?: Partial<Pick<LedgerEntry, 'direction' | 'channel' | 'vendorId' | 'error'>>;
}

/** The entry as it stands; undefined where there is none. */
export async function findEntry(
  { dynamodb, ledgerTable: TableName }: Pick<LedgerPlace, 'dynamodb' | 'ledgerTable'>,
  id: string,
): Promise<LedgerEntry | undefined> {
  const { Item } = await dynamodb.send(
    new GetCommand({ TableName, Key: { id }, ConsistentRead: true }),
  );
  return Item as LedgerEntry | undefined;
}

/**
 * Every entry that the query asks for, those first that failed first: so each customer's messages
 * come in the order in which they were written. The index may lag behind by a moment.
 */
export async function findEntries(place: LedgerPlace, query: LedgerQuery): Promise<LedgerEntry[]> {
  const entries = new Map<string, LedgerEntry>();
  for (const status of query.statuses) {
    for await (const entry of withStatus(place, status, query.since)) {
      if (meets(entry, query.where)) entries.set(entry.id, entry);
    }
  }
  return [...entries.values()].sort(byFailure);
}

/** The order of conversations: a message that fails holds the later ones of its conversation back. */
export function byFailure(one: LedgerEntry, other: LedgerEntry): number {
  return (
    one.firstFailedAt.localeCompare(other.firstFailedAt) ||
    one.lastFailedAt.localeCompare(other.lastFailedAt)
  );
}

async function* withStatus(
  { dynamodb: client, ledgerTable, ledgerIndex }: LedgerPlace,
  status: LedgerStatus,
  since?: string,
): AsyncGenerator<LedgerEntry> {
  const input: QueryCommandInput = {
    TableName: ledgerTable,
    IndexName: ledgerIndex,
    KeyConditionExpression: `#status = :status${since ? ' AND lastFailedAt >= :since' : ''}`,
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':status': status, ...(since && { ':since': since }) },
  };
  for await (const { Items = [] } of paginateQuery({ client }, input)) {
    yield* Items as LedgerEntry[];
  }
}

function meets(entry: LedgerEntry, where: LedgerQuery['where'] = {}): boolean {
  return Object.entries(where).every(
    ([field, value]) => value === undefined || entry[field as keyof typeof where] === value,
  );
}
