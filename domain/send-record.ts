import { randomUUID } from 'node:crypto';
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { dynamodb } from './clients/dynamodb';
import { epochSeconds, isoTime } from './clock';
import { held } from './conditional';
import { requiredEnv } from './environment';
import { ServiceFault } from './errors';
import { sendKey } from './keys';
import { REPLAYABLE_SECONDS } from './retention';

const TableName = requiredEnv('SESSION_TABLE_NAME');

/** One part of one outbound message, on its way to a provider that knows no idempotency token. */
export interface SendRecord {
  pk: string;
  /** SENDING: the call began. SENT: the provider accepted. REFUSED: it refused, nothing was sent. */
  state: 'SENDING' | 'SENT' | 'REFUSED';
  /** Tells an execution's own record from another's after its write was answered twice. */
  owner: string;
  providerMessageId?: string;
  reason?: string;
}

/**
 * Takes the right to send one part. Returns the record: state SENDING is the caller's own, to be
 * sent now, unless `taken` says that an earlier attempt began and never told how it ended.
 */
export async function takeSend(
  connectMessageId: string,
  part: number,
): Promise<SendRecord & { taken: boolean }> {
  const mine = newRecord(connectMessageId, part);
  const wrote = await held(
    dynamodb.send(
      new PutCommand({
        TableName,
        Item: mine,
        ConditionExpression: 'attribute_not_exists(pk) OR #state = :refused',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':refused': 'REFUSED' },
      }),
    ),
  );
  if (wrote) return { ...mine, taken: false };
  const found = await readSend(mine.pk);
  if (!found || found.state === 'REFUSED') {
    throw new ServiceFault('Another execution gave this part back meanwhile.');
  }
  return { ...found, taken: found.state === 'SENDING' && found.owner !== mine.owner };
}

function newRecord(connectMessageId: string, part: number) {
  return {
    pk: sendKey(connectMessageId, part),
    state: 'SENDING' as const,
    owner: randomUUID(),
    startedAt: isoTime(),
    ttl: epochSeconds() + REPLAYABLE_SECONDS,
  };
}

async function readSend(pk: string): Promise<SendRecord | undefined> {
  const { Item } = await dynamodb.send(
    new GetCommand({ TableName, Key: { pk }, ConsistentRead: true }),
  );
  return Item as SendRecord | undefined;
}

/**
 * Whether a part of a message began to be sent and never told how it ended. Parts are sent in order:
 * the first without a record is the end.
 */
export async function isInDoubt(connectMessageId: string): Promise<boolean> {
  for (let part = 0; ; part += 1) {
    const record = await readSend(sendKey(connectMessageId, part));
    if (record?.state !== 'SENT') return record?.state === 'SENDING';
  }
}

/** The provider accepted the part. */
export function markSent(record: SendRecord, providerMessageId: string): Promise<void> {
  return settle(record, 'SENT', 'providerMessageId', providerMessageId);
}

/** The provider refused the part for good; a replay may send it again. */
export function markRefused(record: SendRecord, reason: string): Promise<void> {
  return settle(record, 'REFUSED', 'reason', reason);
}

/** Nothing was sent, for the moment: the next attempt may take the part again. */
export async function releaseSend(record: SendRecord): Promise<void> {
  await held(
    dynamodb.send(new DeleteCommand({ TableName, Key: { pk: record.pk }, ...ownedBy(record) })),
  );
}

async function settle(
  record: SendRecord,
  state: SendRecord['state'],
  detail: 'providerMessageId' | 'reason',
  value: string,
): Promise<void> {
  const condition = ownedBy(record);
  await held(
    dynamodb.send(
      new UpdateCommand({
        TableName,
        Key: { pk: record.pk },
        UpdateExpression: 'SET #state = :state, #detail = :value',
        ...condition,
        ExpressionAttributeNames: {
          ...condition.ExpressionAttributeNames,
          '#state': 'state',
          '#detail': detail,
        },
        ExpressionAttributeValues: {
          ...condition.ExpressionAttributeValues,
          ':state': state,
          ':value': value,
        },
      }),
    ),
  );
}

/** On the owner's record alone: a replay by force may have taken it from an execution that went on. */
function ownedBy({ owner }: SendRecord) {
  return {
    ConditionExpression: '#owner = :owner',
    ExpressionAttributeNames: { '#owner': 'owner' },
    ExpressionAttributeValues: { ':owner': owner },
  };
}
