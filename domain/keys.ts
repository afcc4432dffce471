import type { Customer } from './message';

/** Key of a customer's session. */
export function sessionKey({ channel, businessId, vendorId }: Customer): string {
  return `session#${channel}#${businessId}#${vendorId}`;
}

/** Key of the record of sending one part of a message of Connect's. */
export function sendKey(connectMessageId: string, part: number): string {
  return `send#${connectMessageId}#${part}`;
}

/** Key of the item that tells whose chat a contact is. */
export function contactKey(initialContactId: string): string {
  return `contact#${initialContactId}`;
}

/** Key of the mark that Connect has accepted a customer's message. */
export function deliveredKey(hash: string): string {
  return `delivered#${hash}`;
}

/** Key of the mark that the agents in a chat were told of a reason. */
export function noticeKey(initialContactId: string, reason: string): string {
  return `notice#${initialContactId}#${reason}`;
}
