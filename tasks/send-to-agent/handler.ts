import { type InboundMessage, messageHash } from '../../domain/message';
import { instrumented, logger } from '../instrumented';
import { sendToAgent } from './send-to-agent';

/** State SendToAgent: the message appears in the chat, once. */
export const handler = instrumented(async ({ message }: { message: InboundMessage }) => {
  logger.appendKeys({ messageHash: messageHash(message), channel: message.channel });
  const delivery = await sendToAgent(message);
  logger.info('Message in the chat', { ...delivery });
  return delivery;
});
