import { randomUUID } from 'node:crypto';
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { dynamodb } from './clients/dynamodb';
import { epochSeconds, HOUR, isoTime, MINUTE } from './clock';
import { held } from './conditional';
import { numberEnv, requiredEnv } from './environment';
import { SessionTaken } from './errors';
import { sessionKey } from './keys';
import type { Customer } from './message';

const TableName = requiredEnv('SESSION_TABLE_NAME');

/** How long Connect keeps a chat open; 25 hours unless the deployment says otherwise. */
export const chatDurationMinutes = numberEnv('CHAT_DURATION_MINUTES', 1500, 60);

/**
 * A customer's chat, from the claim to its end. A session that is past its `ttl` counts as absent:
 * DynamoDB deletes expired items late.
 */
export interface Session extends Customer {
  /** STARTING: the customer is not connected yet, so the contact flow has not begun. */
  status: 'STARTING' | 'OPEN';
  /** Fresh for each chat: the ClientToken of the calls that create it and the condition of each update. */
  claimId: string;
  /** The contact's InitialContactId. */
  contactId?: string;
  participantId?: string;
  participantToken?: string;
  connectionToken?: string;
  /** ISO 8601. */
  connectionExpiry?: string;
  displayName: string;
  startedAt: string;
  lastMessageAt?: string;
  /** The chat that this one replaces. */
  previousContactId?: string;
  ttl: number;
}

export interface ParticipantConnection {
  connectionToken: string;
  connectionExpiry: string;
}

export interface NewCustomer extends Customer {
  displayName: string;
}

/** A session as claimed. */
export interface Claim extends Session {
  /** Made by this very call, so that no earlier attempt can have started a chat under it. */
  isFresh: boolean;
}

/** The customer's session, expired or not; undefined where there is none. */
export async function readSession(customer: Customer): Promise<Session | undefined> {
  const { Item } = await dynamodb.send(
    new GetCommand({ TableName, Key: { pk: sessionKey(customer) }, ConsistentRead: true }),
  );
  return Item as Session | undefined;
}

export function hasExpired(session: Session): boolean {
  return session.ttl <= epochSeconds();
}

/**
 * Claims the customer's next chat, or returns the session that holds the claim already: the other
 * execution's, or this one's own from before a crash.
 *
 * @throws SessionTaken where the session vanished between the two looks; the next attempt will do
 */
export async function claimSession(customer: NewCustomer): Promise<Claim> {
  const claim = newClaim(customer);
  const claimed = await putClaim(claim, {
    ConditionExpression: 'attribute_not_exists(pk) OR #ttl <= :now',
    ExpressionAttributeNames: { '#ttl': 'ttl' },
    ExpressionAttributeValues: { ':now': epochSeconds() },
  });
  if (claimed) return { ...claim, isFresh: true };
  const holder = await readSession(customer);
  if (!holder) throw new SessionTaken('The session ended while it was being claimed.');
  // The answer to our own put may have been lost.
  return { ...holder, isFresh: holder.claimId === claim.claimId };
}

/**
 * Replaces a claim that came to nothing by a fresh one.
 *
 * @throws SessionTaken where another execution did so first
 */
export async function reclaimSession(stale: Session): Promise<Claim> {
  const claim = { ...newClaim(stale), previousContactId: stale.contactId };
  const claimed = await putClaim(claim, {
    ConditionExpression: 'claimId = :stale AND #status = :starting',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':stale': stale.claimId, ':starting': 'STARTING' },
  });
  if (!claimed) throw new SessionTaken('Another execution claimed this session.');
  return { ...claim, isFresh: true };
}

/** Gives a claim back that led to no chat, unless it is another's by now or has one after all. */
export async function releaseClaim(claim: Session): Promise<void> {
  const release = new DeleteCommand({
    TableName,
    Key: { pk: sessionKey(claim) },
    ConditionExpression: 'claimId = :claimId AND attribute_not_exists(contactId)',
    ExpressionAttributeValues: { ':claimId': claim.claimId },
  });
  await held(dynamodb.send(release));
}

/** Notes the chat that the claim led to. */
export function storeChat(
  session: Session,
  chat: { contactId: string; participantId: string; participantToken: string },
): Promise<void> {
  return update(
    session,
    'SET contactId = :contactId, participantId = :participantId, participantToken = :token',
    {
      ':contactId': chat.contactId,
      ':participantId': chat.participantId,
      ':token': chat.participantToken,
    },
  );
}

/** Notes that the customer is connected: the session is open from now on. */
export function openSession(session: Session, connection: ParticipantConnection): Promise<void> {
  return update(
    session,
    'SET #status = :open, connectionToken = :token, connectionExpiry = :expiry',
    {
      ':open': 'OPEN',
      ':token': connection.connectionToken,
      ':expiry': connection.connectionExpiry,
    },
    { '#status': 'status' },
  );
}

/** Notes when the customer last wrote. */
export function touchSession(session: Session): Promise<void> {
  return update(session, 'SET lastMessageAt = :now', { ':now': isoTime() });
}

function newClaim({ channel, businessId, vendorId, displayName }: NewCustomer): Session {
  return {
    channel,
    businessId,
    vendorId,
    displayName,
    status: 'STARTING',
    claimId: randomUUID(),
    startedAt: isoTime(),
    // An hour on top: the chat starts a little after the claim, and clocks differ.
    ttl: epochSeconds() + chatDurationMinutes * MINUTE + HOUR,
  };
}

type Condition = Pick<
  ConstructorParameters<typeof PutCommand>[0],
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

function putClaim(claim: Session, condition: Condition): Promise<boolean> {
  const Item = { pk: sessionKey(claim), ...claim };
  return held(dynamodb.send(new PutCommand({ TableName, Item, ...condition })));
}

/** Conditional on the claim, because an UpdateItem would create the item anew after it was closed. */
async function update(
  session: Session,
  UpdateExpression: string,
  values: Record<string, unknown>,
  names?: Record<string, string>,
): Promise<void> {
  const updated = await held(
    dynamodb.send(
      new UpdateCommand({
        TableName,
        Key: { pk: sessionKey(session) },
        UpdateExpression,
        ConditionExpression: 'claimId = :claimId',
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: { ...values, ':claimId': session.claimId },
      }),
    ),
  );
  if (!updated) throw new SessionTaken('The session was closed or claimed anew meanwhile.');
}
