import type { AgentEvent } from '../domain/agent-event';
import type { Customer } from '../domain/message';
import { countDelivery } from './count';
import { identify, instrumented, logger } from './instrumented';
import { outboundIds } from './message-ids';

/** What the router hands to a channel's sender. */
export interface Outbound {
  event: AgentEvent;
  /** The customer whose chat this is. */
  contact: Customer;
}

/**
 * The handler of a channel's sender.
 *
 * @param send brings one message to the provider and returns the provider's ids for its parts
 */
export function sender(send: (outbound: Outbound) => Promise<string[]>) {
  return instrumented(async (outbound: Outbound) => {
    const { event } = outbound;
    identify(outboundIds(event));
    const providerMessageIds = await send(outbound);
    countDelivery('outbound', event.receivedAt);
    logger.info('Message with the provider', { providerMessageIds });
    return { providerMessageIds };
  });
}
