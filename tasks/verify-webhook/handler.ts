import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { webhookChannels } from '../../channels/registry';
import { channelOf, json, text } from '../http';
import { countAuthFailure, instrumented, logger } from '../instrumented';

/** GET /webhook/<channel>: the provider's check of the endpoint when its URL is entered there. */
export const handler = instrumented(async (event: APIGatewayProxyEventV2) => {
  const channel = webhookChannels.get(channelOf(event));
  if (!channel) return json(404, 'NotFound', 'There is no such channel.');
  const challenge = await channel.answerChallenge(event.queryStringParameters ?? {});
  if (challenge !== undefined) return text(200, challenge);
  countAuthFailure();
  logger.warn('Webhook verification refused');
  return json(403, 'Forbidden', 'The mode, the verify token or the challenge is wrong.');
});
