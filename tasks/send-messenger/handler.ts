import { format } from '../../channels/facebook/format';
import { send } from '../../channels/facebook/send';
import { outgoingMessage } from '../../domain/outgoing';
import { sendOnce } from '../../domain/send-once';
import { sender } from '../outbound';

/** State SendMessenger: the agent's words go out through the page that the customer wrote to. */
export const handler = sender(({ event, contact }) => {
  const parts = format(outgoingMessage(event));
  const { businessId: pageId, vendorId: to } = contact;
  return sendOnce(event.id, parts, (message) => send({ pageId, to, message }));
});
