import { format } from '../../channels/sms/format';
import { send } from '../../channels/sms/send';
import { outgoingMessage } from '../../domain/outgoing';
import { sendOnce } from '../../domain/send-once';
import { sender } from '../outbound';

/** State SendSms: the agent's words go out as SMS, from the number that the customer wrote to. */
export const handler = sender(({ event, contact }) => {
  const texts = format(outgoingMessage(event));
  const { businessId: from, vendorId: to } = contact;
  return sendOnce(event.id, texts, (text) => send({ from, to, text }));
});
