import type { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { dynamodb } from './clients/dynamodb';
import { epochSeconds, isoTime } from './clock';
import { held } from './conditional';
import { requiredEnv } from './environment';
import type { Customer } from './message';
import { LEDGER_SECONDS, SETTLED_SECONDS } from './retention';

const TableName = requiredEnv('LEDGER_TABLE_NAME');

const CAUSE_LIMIT = 1_000;

export type Direction = 'inbound' | 'outbound';

export type LedgerStatus =
  /** Still in its queue, waiting for its next attempt. */
  | 'RETRYING'
  /** Given up: permanent error, attempts used up, or too old. */
  | 'FAILED'
  /** The provider may have sent it; nobody knows. */
  | 'OUTCOME_UNKNOWN'
  /** An operator put it back into its queue. */
  | 'REPLAYING'
  /** Delivered by a replay. */
  | 'REPLAYED'
  /** Delivered by an attempt of its own after others had failed. */
  | 'RECOVERED'
  /** An operator decided that it need not be delivered. */
  | 'DISCARDED';

/** Of a message that is in its queue: on its own, or by a replay. */
export type UnderWay = Extract<LedgerStatus, 'RETRYING' | 'REPLAYING'>;

/** A message as the ledger knows it. */
export interface LedgerMessage extends Partial<Customer> {
  /** The first 32 hex digits of the message's hash: the middle of its executions' names. */
  id: string;
  direction: Direction;
  contactId?: string | undefined;
  /** What the queue carried, so that it can be put back there; text where it could not be read. */
  message: unknown;
}

export interface Attempt {
  at: string;
  error: string;
  cause: string;
  executionArn?: string | undefined;
}

export interface LedgerEntry extends LedgerMessage, Attempt {
  status: LedgerStatus;
  attempts: Attempt[];
  /** Counted attempts and quota waits since the message was last put into its queue. */
  attemptCount: number;
  waitCount: number;
  /** Attempts in a row of which nothing was heard but that they began, each after a silent receive. */
  silentCount?: number;
  /** That they wait for a full instance. */
  isCustomerTold?: boolean | undefined;
  /** The last receive that something was told of. */
  receive?: string;
  firstFailedAt: string;
  lastFailedAt: string;
  /** How often an operator put it back into its queue. */
  replays?: number;
  replayedAt?: string;
  /** Whose the latest replay is. */
  claimId?: string;
  /** Since when SQS has the latest replay; absent where it may never have got there. */
  queuedAt?: string;
  ttl: number;
}

export function ledgerId(hash: string): string {
  return hash.slice(0, 32);
}

export async function readEntry(id: string): Promise<LedgerEntry | undefined> {
  const { Item } = await dynamodb.send(
    new GetCommand({ TableName, Key: { id }, ConsistentRead: true }),
  );
  return Item as LedgerEntry | undefined;
}

/** Whether nothing is left to do for an entry: a late redelivery of its message must not revive it. */
export function isSettled(entry: LedgerEntry): boolean {
  return entry.status !== 'RETRYING' && entry.status !== 'REPLAYING';
}

/** What is told of a message's failure. */
export interface Told extends Omit<Attempt, 'at'> {
  /** Which replay the receive was of; none if left out. Once a later one began, this comes too late. */
  replay?: number;
  /** Names the receive. Told of it again, as after a lost answer of DynamoDB, the same counts once. */
  receive?: string;
}

/**
 * Records one failed attempt, and where it leaves the message.
 *
 * @returns false where the ledger knows something later of the message
 */
export function recordAttempt(
  message: LedgerMessage,
  told: Told,
  status: LedgerStatus,
): Promise<boolean> {
  const attempt = attemptOf(told);
  return record({ ...message, ...attempt, status }, told, {
    set: 'attempts = list_append(if_not_exists(attempts, :none), :attempts)',
    clauses: 'REMOVE silentCount ADD attemptCount :one',
    values: { ':none': [], ':attempts': [attempt] },
  });
}

/** Records that a message waits for a quota: no attempt, so it is counted and not listed. */
export function recordWait(
  message: LedgerMessage & Pick<LedgerEntry, 'isCustomerTold'>,
  told: Told,
  status: UnderWay,
): Promise<boolean> {
  const clauses = 'REMOVE silentCount ADD waitCount :one';
  return record({ ...message, ...attemptOf(told), status }, told, unlisted(clauses));
}

/**
 * Records that an attempt begins: the proof that there was one, should it end without a word. What
 * the customer wrote is left out: it may be redacted only later, or delivered.
 */
export function recordBeginning(
  message: LedgerMessage,
  told: Told,
  status: UnderWay,
): Promise<boolean> {
  const beginning = { ...told, receive: `${told.receive} begins` };
  const clauses = 'ADD silentCount :one';
  const withoutText = { ...message, message: undefined };
  return record({ ...withoutText, ...attemptOf(told), status }, beginning, unlisted(clauses));
}

/** Closes the entry of a message that arrived after all. Does nothing where there is no open entry. */
export async function recordDelivery(id: string): Promise<void> {
  for (const [from, to] of [
    ['RETRYING', 'RECOVERED'],
    ['REPLAYING', 'REPLAYED'],
  ] satisfies [LedgerStatus, LedgerStatus][]) {
    if (await settle(id, from, to)) return;
  }
}

function settle(id: string, from: LedgerStatus, to: LedgerStatus): Promise<boolean> {
  return held(
    dynamodb.send(
      new UpdateCommand({
        TableName,
        Key: { id },
        UpdateExpression: 'SET #status = :to, #ttl = :ttl',
        ConditionExpression: '#status = :from',
        ExpressionAttributeNames: { '#status': 'status', '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ':from': from,
          ':to': to,
          ':ttl': epochSeconds() + SETTLED_SECONDS,
        },
      }),
    ),
  );
}

function attemptOf({ error, cause, executionArn }: Told): Attempt {
  return { at: isoTime(), error, cause: cause.slice(0, CAUSE_LIMIT), executionArn };
}

/** What is changed beside the fields that every entry has. */
interface Change {
  set: string;
  /** Further clauses of the update. */
  clauses: string;
  values: Record<string, unknown>;
}

function unlisted(clauses: string): Change {
  return { set: 'attempts = if_not_exists(attempts, :none)', clauses, values: { ':none': [] } };
}

/**
 * On which entries a failure may be written: a dead letter or a notification that comes twice must
 * not open what an operator has closed.
 */
const IS_OPEN = 'attribute_not_exists(id) OR #status IN (:retrying, :replaying)';

/**
 * Writes a failure into the message's entry, which is made where there is none. Nothing is written
 * where the entry is closed, belongs to a later replay, or has this very receive already.
 *
 * @returns whether it was written
 */
async function record(
  { id, at, ...entry }: LedgerMessage & Attempt & { status: LedgerStatus },
  { replay = 0, receive }: Pick<Told, 'replay' | 'receive'>,
  { set, clauses, values }: Change,
): Promise<boolean> {
  const ttl = epochSeconds() + LEDGER_SECONDS;
  const fields = withoutUndefined({ ...entry, receive, lastFailedAt: at, ttl });
  const sets = Object.keys(fields).map((field) => `#${field} = :${field}`);
  return heldOrOurs(
    at,
    dynamodb.send(
      new UpdateCommand({
        TableName,
        Key: { id },
        UpdateExpression: `SET ${sets.join(', ')}, firstFailedAt = if_not_exists(firstFailedAt, :lastFailedAt), ${set} ${clauses}`,
        ConditionExpression: `(${IS_OPEN}) AND NOT replays > :replay AND NOT (receive = :receive AND #status = :status)`,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        ExpressionAttributeNames: prefixed('#', fields, (field) => field),
        ExpressionAttributeValues: {
          ':receive': null,
          ...prefixed(':', fields, (_, value) => value),
          ...values,
          ':one': 1,
          ':replay': replay,
          ':retrying': 'RETRYING' satisfies LedgerStatus,
          ':replaying': 'REPLAYING' satisfies LedgerStatus,
        },
      }),
    ),
  );
}

/** Where DynamoDB's answer was lost and the SDK asked again, the entry is as this very write left it. */
async function heldOrOurs(at: string, write: Promise<unknown>): Promise<boolean> {
  let isOurs = false;
  const looked = write.catch((error: ConditionalCheckFailedException) => {
    isOurs = error.Item?.lastFailedAt?.S === at;
    throw error;
  });
  return (await held(looked)) || isOurs;
}

function withoutUndefined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function prefixed<Value>(
  prefix: string,
  fields: Record<string, unknown>,
  pick: (field: string, value: unknown) => Value,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [`${prefix}${field}`, pick(field, value)]),
  );
}
