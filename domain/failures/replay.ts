import { randomUUID } from 'node:crypto';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { epochSeconds, isoTime } from '../clock';
import { held } from '../conditional';
import type { Direction, LedgerEntry } from '../ledger';
import { hadNoEffect } from '../network';
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
 * deduplication id. A refusal of SQS leaves the entry as it was, but for its number.
 *
 * @param entry as it was read, which is as it must still be
 * @param force resends what the provider may have sent already (OUTCOME_UNKNOWN)
 * @returns which replay of the message this is: 1 at first
 * @throws NotAllowed where the entry is not to be replayed, or changed meanwhile; otherwise the
 *   client's error
 */
export async function replay(
  place: ReplayPlace,
  entry: LedgerEntry,
  { force = false } = {},
): Promise<number> {
  const refusal = replayRefusal(entry, force);
  const message = readReplayable(entry);
  if (refusal || !message) throw new NotAllowed(refusal);
  const claimId = isStranded(entry) ? undefined : randomUUID();
  const { replays = 0, lastFailedAt } = claimId ? await claim(place, entry, claimId) : entry;
  try {
    if (force && message.connectMessageId) {
      await freeSends(place, message.connectMessageId, lastFailedAt);
    }
    await enqueue(place, entry.direction, message, replays);
  } catch (error) {
    // Where this fails, too, the entry is stranded, and can be replayed again as it is.
    if (claimId && hadNoEffect(error)) {
      await putBack(place, { ...entry, replays }, claimId).catch(() => undefined);
    }
    throw error;
  }
  await noteQueued(place, entry.id, replays);
  return replays;
}

/**
 * Takes the entry for this replay: of several at the same moment, one gets it. Where DynamoDB's
 * answer is lost and the SDK asks again, the id tells that the claim is this one's.
 */
async function claim(
  place: ReplayPlace,
  entry: LedgerEntry,
  claimId: string,
): Promise<LedgerEntry> {
  const update = new UpdateCommand({
    TableName: place.ledgerTable,
    Key: { id: entry.id },
    UpdateExpression:
      'SET #status = :replaying, claimId = :claimId, replayedAt = :now, attemptCount = :none, waitCount = :none, #ttl = :ttl REMOVE queuedAt, silentCount ADD replays :one',
    ConditionExpression: '#status = :status AND lastFailedAt = :lastFailedAt',
    ExpressionAttributeNames: { '#status': 'status', '#ttl': 'ttl' },
    ExpressionAttributeValues: {
      ':replaying': 'REPLAYING',
      ':claimId': claimId,
      ':now': isoTime(),
      ':none': 0,
      ':one': 1,
      ':ttl': epochSeconds() + LEDGER_SECONDS,
      ':status': entry.status,
      ':lastFailedAt': entry.lastFailedAt,
    },
  });
  await held(place.dynamodb.send(update));
  const now = await findEntry(place, entry.id);
  if (now?.claimId !== claimId) throw changed(now);
  return now;
}

/** Ends a claim whose message did not get into the queue. Its number is not given again: SQS may know it. */
async function putBack(place: ReplayPlace, entry: LedgerEntry, claimId: string): Promise<void> {
  const put = new PutCommand({
    TableName: place.ledgerTable,
    Item: entry,
    ConditionExpression: '#status = :replaying AND claimId = :claimId',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':replaying': 'REPLAYING', ':claimId': claimId },
  });
  await held(place.dynamodb.send(put));
}

/** That the entry is another than the one that was to be changed. */
export function changed(now: LedgerEntry | undefined): ChangedMeanwhile {
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
