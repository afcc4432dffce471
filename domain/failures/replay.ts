import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { epochSeconds, isoTime } from '../clock';
import { held } from '../conditional';
import type { Direction, LedgerEntry } from '../ledger';
import { LEDGER_SECONDS } from '../retention';
import { freeSends } from './free-sends';
import { findEntry, type LedgerPlace } from './ledger-reader';
import { ChangedMeanwhile, isStranded, NotAllowed, replayRefusal } from './refusals';
import { replayAttribute, replayId } from './replay-id';
import { type Replayable, readReplayable } from './replayable';

/** What a replay works on. */
export interface ReplayPlace extends LedgerPlace {
  sqs: SQSClient;
  sessionTable: string;
  /** The FIFO queues that dispatch reads. */
  queueUrls: Record<Direction, string>;
}

/**
 * Puts a message back into the queue that it came from. Dispatch takes it from there, and notes the
 * outcome in the ledger: REPLAYED, or FAILED once more. What did get through before is not doubled:
 * the marks of what was delivered and sent are looked at as ever.
 *
 * A crash between any two of its calls leaves an entry that can be replayed again, under the same
 * deduplication id.
 *
 * @param entry as it was read, which is as it must still be
 * @param force resends what the provider may have sent already (OUTCOME_UNKNOWN)
 * @returns which replay of the message this is: 1 at first
 * @throws NotAllowed where the entry is not to be replayed, or changed meanwhile
 */
export async function replay(
  place: ReplayPlace,
  entry: LedgerEntry,
  { force = false } = {},
): Promise<number> {
  const refusal = replayRefusal(entry, force);
  const message = readReplayable(entry);
  if (refusal || !message) throw new NotAllowed(refusal);
  const { replays = 0, lastFailedAt } = isStranded(entry) ? entry : await claim(place, entry);
  if (force && message.connectMessageId) {
    await freeSends(place, message.connectMessageId, lastFailedAt);
  }
  await enqueue(place, entry.direction, message, replays);
  await noteQueued(place, entry.id, replays);
  return replays;
}

/** Takes the entry for this replay: of several at the same moment, one gets it. */
async function claim(place: ReplayPlace, entry: LedgerEntry): Promise<LedgerEntry> {
  let claimed: LedgerEntry | undefined;
  const { id, status, lastFailedAt } = entry;
  const update = new UpdateCommand({
    TableName: place.ledgerTable,
    Key: { id },
    UpdateExpression:
      'SET #status = :replaying, replayedAt = :now, attemptCount = :none, waitCount = :none, #ttl = :ttl REMOVE queuedAt, silentCount ADD replays :one',
    ConditionExpression: '#status = :status AND lastFailedAt = :lastFailedAt',
    ExpressionAttributeNames: { '#status': 'status', '#ttl': 'ttl' },
    ExpressionAttributeValues: {
      ':replaying': 'REPLAYING',
      ':now': isoTime(),
      ':none': 0,
      ':one': 1,
      ':ttl': epochSeconds() + LEDGER_SECONDS,
      ':status': status,
      ':lastFailedAt': lastFailedAt,
    },
    ReturnValues: 'ALL_NEW',
  });
  const write = place.dynamodb.send(update).then(({ Attributes }) => {
    claimed = Attributes as LedgerEntry;
  });
  if ((await held(write)) && claimed) return claimed;
  throw await changed(place, id);
}

/** What became of an entry between the look at it and the change. */
export async function changed(
  place: Pick<LedgerPlace, 'dynamodb' | 'ledgerTable'>,
  id: string,
): Promise<ChangedMeanwhile> {
  const now = await findEntry(place, id);
  return new ChangedMeanwhile(
    `Somebody else changed it meanwhile: it is ${now?.status ?? 'gone'} now.`,
  );
}

async function enqueue(
  { sqs, queueUrls }: ReplayPlace,
  direction: Direction,
  { hash, groupId, body }: Replayable,
  replays: number,
): Promise<void> {
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: queueUrls[direction],
      MessageGroupId: groupId,
      MessageDeduplicationId: replayId(hash, replays),
      MessageBody: body,
      MessageAttributes: replayAttribute(replays),
    }),
  );
}

/** Dispatch may have been faster: then there is nothing to note. */
async function noteQueued(place: ReplayPlace, id: string, replays: number): Promise<void> {
  const note = new UpdateCommand({
    TableName: place.ledgerTable,
    Key: { id },
    UpdateExpression: 'SET queuedAt = :now',
    ConditionExpression: '#status = :replaying AND replays = :replays',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':now': isoTime(),
      ':replaying': 'REPLAYING',
      ':replays': replays,
    },
  });
  await held(place.dynamodb.send(note));
}
