import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { NewCustomer } from '../../domain/session';
import { identify, instrumented, logger, metrics } from '../instrumented';
import { startChat } from './start-chat';

interface Input extends NewCustomer {
  messageId: string;
}

/** State StartChat: the customer's new chat, or the one that was begun and never connected. */
export const handler = instrumented(async ({ messageId, ...customer }: Input) => {
  identify({ messageId, channel: customer.channel });
  const { contactId, claimId, isNew } = await startChat(customer);
  identify({ contactId });
  if (isNew) metrics.addMetric('ChatsStarted', MetricUnit.Count, 1);
  logger.info('Chat ready for streaming', { isNew });
  return { contactId, claimId };
});
