import { format } from '../../channels/facebook/format';
import { send } from '../../channels/facebook/send';
import { outgoingMessage } from '../../domain/outgoing';
import { sendOnce } from '../../domain/send-once';
import { instrumented } from '../instrumented';
import { type Outbound, sent } from '../outbound';

/** State SendMessenger: the agent's words go out through the page that the customer wrote to. */
export const handler = instrumented(async ({ event, contact }: Outbound) => {
  const parts = format(outgoingMessage(event));
  const { businessId: pageId, vendorId: to } = contact;
  return sent(event, await sendOnce(event.id, parts, (message) => send({ pageId, to, message })));
});
