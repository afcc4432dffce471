import { identify, instrumented, logger } from '../instrumented';
import { outboundIds } from '../message-ids';
import type { Undelivered } from './notice';
import { tellAgent } from './tell-agent';

/** State TellAgent: the agent reads in the chat why a message did not reach the customer. */
export const handler = instrumented(async (undelivered: Undelivered) => {
  identify(outboundIds(undelivered.event));
  const reason = await tellAgent(undelivered);
  if (reason) logger.info('Agent told', { reason });
  return { told: reason !== undefined };
});
