import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { dynamodb } from './clients/dynamodb';
import { epochSeconds } from './clock';
import { requiredEnv } from './environment';
import { contactKey, sessionKey } from './keys';
import type { Customer } from './message';
import { REPLAYABLE_SECONDS } from './retention';

const TableName = requiredEnv('SESSION_TABLE_NAME');

/**
 * Notes whose chat a contact is. Written before the customer is connected, because the contact
 * flow may speak the moment after; expires, and is never deleted, so that late events find it.
 */
export async function rememberContact(initialContactId: string, customer: Customer): Promise<void> {
  const { channel, businessId, vendorId } = customer;
  await dynamodb.send(
    new PutCommand({
      TableName,
      Item: {
        pk: contactKey(initialContactId),
        sessionKey: sessionKey(customer),
        channel,
        businessId,
        vendorId,
        ttl: epochSeconds() + REPLAYABLE_SECONDS,
      },
    }),
  );
}

/** Whose chat a contact is; undefined where this system did not start it. */
export async function findContact(initialContactId: string): Promise<Customer | undefined> {
  const { Item } = await dynamodb.send(
    new GetCommand({ TableName, Key: { pk: contactKey(initialContactId) }, ConsistentRead: true }),
  );
  return Item as Customer | undefined;
}
