import { instrumented, logger } from '../instrumented';
import { type ConnectParticipantInput, connectParticipant } from './connect-participant';

/** State ConnectParticipant: the customer joins the chat, and the contact flow begins. */
export const handler = instrumented(async (input: ConnectParticipantInput) => {
  await connectParticipant(input);
  logger.info('Customer connected', { contactId: input.contactId });
  return { contactId: input.contactId };
});
