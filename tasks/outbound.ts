import type { AgentEvent } from '../domain/agent-event';
import type { Customer } from '../domain/message';
import { logger } from './instrumented';

/** What the router hands to a channel's sender. */
export interface Outbound {
  event: AgentEvent;
  /** The customer whose chat this is. */
  contact: Customer;
}

/** The result of a sender's state. */
export function sent({ id, initialContactId }: AgentEvent, providerMessageIds: string[]) {
  logger.info('Message with the provider', {
    contactId: initialContactId,
    connectMessageId: id,
    providerMessageIds,
  });
  return { providerMessageIds };
}
