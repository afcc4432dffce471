import { format } from '../../channels/sms/format';
import { send } from '../../channels/sms/send';
import { outgoingMessage } from '../../domain/outgoing';
import { sendOnce } from '../../domain/send-once';
import { instrumented } from '../instrumented';
import { type Outbound, sent } from '../outbound';

/** State SendSms: the agent's words go out as SMS, from the number that the customer wrote to. */
export const handler = instrumented(async ({ event, contact }: Outbound) => {
  const texts = format(outgoingMessage(event));
  const { businessId: from, vendorId: to } = contact;
  return sent(event, await sendOnce(event.id, texts, (text) => send({ from, to, text })));
});
