import { identify, instrumented, logger } from '../instrumented';
import { type ConnectParticipantInput, connectParticipant } from './connect-participant';

interface Input extends ConnectParticipantInput {
  messageId: string;
}

/** State ConnectParticipant: the customer joins the chat, and the contact flow begins. */
export const handler = instrumented(async ({ messageId, ...input }: Input) => {
  const { contactId, customer } = input;
  identify({ messageId, channel: customer.channel, contactId });
  await connectParticipant(input);
  logger.info('Customer connected');
  return { contactId };
});
