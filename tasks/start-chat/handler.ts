import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { NewCustomer } from '../../domain/session';
import { instrumented, logger, metrics } from '../instrumented';
import { startChat } from './start-chat';

/** State StartChat: the customer's new chat, or the one that was begun and never connected. */
export const handler = instrumented(async (customer: NewCustomer) => {
  const chat = await startChat(customer);
  if (chat.isNew) metrics.addMetric('ChatsStarted', MetricUnit.Count, 1);
  logger.info('Chat ready for streaming', { contactId: chat.contactId, isNew: chat.isNew });
  return { contactId: chat.contactId, claimId: chat.claimId };
});
