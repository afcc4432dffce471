import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { epochSeconds } from '../clock';
import { held } from '../conditional';
import type { LedgerEntry } from '../ledger';
import { SETTLED_SECONDS } from '../retention';
import { findEntry, type LedgerPlace } from './ledger-reader';
import { discardRefusal, NotAllowed } from './refusals';
import { changed } from './replay';

/**
 * Notes that a message need not be delivered. Its entry goes after a week.
 *
 * @param entry as it was read, which is as it must still be
 * @throws NotAllowed where it is on its way, settled, or changed meanwhile
 */
export async function discard(
  place: Pick<LedgerPlace, 'dynamodb' | 'ledgerTable'>,
  entry: LedgerEntry,
): Promise<void> {
  const refusal = discardRefusal(entry);
  if (refusal) throw new NotAllowed(refusal);
  const update = new UpdateCommand({
    TableName: place.ledgerTable,
    Key: { id: entry.id },
    UpdateExpression: 'SET #status = :discarded, #ttl = :ttl',
    ConditionExpression: '#status = :status AND lastFailedAt = :lastFailedAt',
    ExpressionAttributeNames: { '#status': 'status', '#ttl': 'ttl' },
    ExpressionAttributeValues: {
      ':discarded': 'DISCARDED',
      ':ttl': epochSeconds() + SETTLED_SECONDS,
      ':status': entry.status,
      ':lastFailedAt': entry.lastFailedAt,
    },
  });
  if (await held(place.dynamodb.send(update))) return;
  // Where DynamoDB's answer was lost, it was this one: the same as what another one wanted.
  const now = await findEntry(place, entry.id);
  if (now?.status !== 'DISCARDED') throw changed(now);
}
