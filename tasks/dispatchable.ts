import { agentEventSchema } from '../domain/agent-event';
import { findContact } from '../domain/contact';
import { contactKey, deliveredKey, sessionKey } from '../domain/keys';
import { type Direction, type LedgerMessage, ledgerId } from '../domain/ledger';
import { type Customer, inboundMessageSchema } from '../domain/message';
import { redacted } from '../domain/redaction';
import { isInDoubt } from '../domain/send-record';
import { inboundIds, type MessageIds, outboundIds } from './message-ids';

/** A queue message, ready for its state machine. */
export interface Dispatchable {
  /** The first 32 hex digits of its hash. */
  id: string;
  /** What the execution's name begins with. */
  prefix: string;
  /** The execution's input; throws where it cannot be prepared. */
  input(): Promise<object>;
  /** Whether it may have arrived although no execution says so. */
  isInDoubt(): Promise<boolean>;
  /** Who wrote it; none where an agent did. */
  customer?: Customer;
  /** For the logs. */
  ids: MessageIds;
  /** What the failure ledger keeps of it. */
  ledgerMessage(): Promise<LedgerMessage>;
}

/** Reads the body of an inbound queue message: what a customer said. */
export function readInbound(body: string): Dispatchable {
  let message = inboundMessageSchema.parse(JSON.parse(body));
  const { channel, businessId, vendorId } = message;
  const ids = inboundIds(message);
  const id = ledgerId(ids.messageHash);
  return {
    id,
    prefix: channel,
    ids,
    input: async () => {
      // The ledger then keeps the redacted message, too.
      message = await redacted(message);
      return {
        message,
        sessionKey: sessionKey(message),
        deliveredKey: deliveredKey(ids.messageHash),
      };
    },
    // Connect recognises a repetition, so that another attempt settles it.
    isInDoubt: async () => false,
    customer: message,
    ledgerMessage: async () => {
      return { id, direction: 'inbound', channel, businessId, vendorId, message };
    },
  };
}

/** Reads the body of an outbound queue message: what Connect streamed. */
export function readOutbound(body: string): Dispatchable {
  const event = agentEventSchema.parse(JSON.parse(body));
  const { initialContactId: contactId } = event;
  const ids = outboundIds(event);
  const id = ledgerId(ids.messageHash);
  return {
    id,
    prefix: 'agent',
    input: async () => ({ event, contactKey: contactKey(contactId) }),
    ids,
    isInDoubt: () => isInDoubt(event.id),
    ledgerMessage: async () => {
      const { channel, businessId, vendorId } = (await findContact(contactId)) ?? {};
      return {
        id,
        direction: 'outbound',
        channel,
        businessId,
        vendorId,
        contactId,
        message: event,
      };
    },
  };
}

export const readers: Record<Direction, (body: string) => Dispatchable> = {
  inbound: readInbound,
  outbound: readOutbound,
};
