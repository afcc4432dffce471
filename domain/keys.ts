import type { Customer } from './message';

/** Key of a customer's session. */
export function sessionKey({ channel, businessId, vendorId }: Customer): string {
  return `session#${channel}#${businessId}#${vendorId}`;
}

/** Key of the item that tells whose chat a contact is. */
export function contactKey(initialContactId: string): string {
  return `contact#${initialContactId}`;
}
