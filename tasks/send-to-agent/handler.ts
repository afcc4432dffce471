import type { InboundMessage } from '../../domain/message';
import { countDelivery } from '../count';
import { identify, instrumented, logger } from '../instrumented';
import { inboundIds } from '../message-ids';
import { sendToAgent } from './send-to-agent';

interface Input {
  message: InboundMessage;
  contactId: string;
}

/** State SendToAgent: the message appears in the chat, once. */
export const handler = instrumented(async ({ message, contactId }: Input) => {
  identify({ ...inboundIds(message), contactId });
  const delivery = await sendToAgent(message);
  if (!delivery.alreadyDelivered) countDelivery('inbound', message.receivedAt);
  logger.info('Message in the chat', { ...delivery });
  return delivery;
});
