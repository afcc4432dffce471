import type { InboundMessage } from '../../domain/message';
import type { NewCustomer, Session } from '../../domain/session';

export const customer: NewCustomer = {
  channel: 'facebook',
  businessId: '104512398765432',
  vendorId: '7301846529018273',
  displayName: 'Customer 8273',
};

/** A customer's text as it crosses the inbound queue. */
export function inboundMessage(overrides: Partial<InboundMessage> = {}): InboundMessage {
  return {
    ...customer,
    id: 'm_Qv7xTn2LrKc0',
    content: { type: 'text', text: 'Is my parcel on its way?' },
    sentAt: '2026-11-18T08:14:02.310Z',
    receivedAt: '2026-11-18T08:14:02.900Z',
    ...overrides,
  };
}

type SessionItem = Session & { pk: string };

/** A session that was claimed a minute ago and has no chat yet; its item in the table. */
export function claimedSession(overrides: Partial<Session> = {}): SessionItem {
  return {
    ...customer,
    pk: `session#facebook#${customer.businessId}#${customer.vendorId}`,
    status: 'STARTING',
    claimId: 'claim-1',
    startedAt: new Date(Date.now() - 60_000).toISOString(),
    ttl: Math.floor(Date.now() / 1000) + 25 * 3_600,
    ...overrides,
  };
}

/** That session with a chat that the customer is not connected to. */
export function startedSession(overrides: Partial<Session> = {}): SessionItem {
  return claimedSession({
    contactId: 'contact-1',
    participantId: 'participant-1',
    participantToken: 'participant-token-1',
    ...overrides,
  });
}

/** That session with the customer in the chat. */
export function openSession(overrides: Partial<Session> = {}): SessionItem {
  return startedSession({
    status: 'OPEN',
    connectionToken: 'connection-token-1',
    connectionExpiry: new Date(Date.now() + 23 * 3_600_000).toISOString(),
    ...overrides,
  });
}
