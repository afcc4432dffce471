import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { InvalidPayload, NotServed, type ParsedEvent } from '../../channels/channel';
import { webhookChannels } from '../../channels/registry';
import { isoTime } from '../../domain/clock';
import { requiredEnv } from '../../domain/environment';
import { count } from '../count';
import { channelOf, json, text } from '../http';
import { inboundEntry } from '../inbound-entry';
import { countAuthFailure, instrumented, logger } from '../instrumented';
import { enqueue } from '../queue';

const queueUrl = requiredEnv('INBOUND_QUEUE_URL');

/**
 * POST /webhook/<channel>: verify, parse, enqueue, and answer at once, whatever Connect is doing.
 * 500 makes the provider deliver again: not every message is in the queue.
 */
export const handler = instrumented(async (event: APIGatewayProxyEventV2) => {
  const channel = webhookChannels.get(channelOf(event));
  if (!channel) return json(404, 'NotFound', 'There is no such channel.');
  const rawBody = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (!(await channel.isAuthentic({ rawBody, headers: event.headers }))) {
    countAuthFailure();
    logger.warn('Signature refused');
    return json(403, 'Forbidden', 'The signature is missing or wrong.');
  }
  return accept(() => channel.parse(JSON.parse(rawBody.toString('utf8')), isoTime()));
});

async function accept(parse: () => ParsedEvent[]): Promise<APIGatewayProxyStructuredResultV2> {
  try {
    return await enqueueMessages(parse());
  } catch (error) {
    if (error instanceof SyntaxError) return unreadable('The body is not JSON.');
    if (error instanceof InvalidPayload) return unreadable(error.message);
    if (error instanceof NotServed) return json(404, 'NotFound', error.message);
    throw error;
  }
}

/** What is signed and cannot be read is the provider's own: its format has changed. */
function unreadable(problem: string): APIGatewayProxyStructuredResultV2 {
  count('inbound', 'Failed');
  logger.error('Webhook cannot be read', { problem });
  return json(400, 'BadRequest', problem);
}

async function enqueueMessages(events: ParsedEvent[]): Promise<APIGatewayProxyStructuredResultV2> {
  const messages = events.flatMap((event) => (event.type === 'message' ? event.message : []));
  const ignored = events.flatMap((event) => (event.type === 'ignored' ? event.kind : []));
  const failed = await enqueue(queueUrl, messages.map(inboundEntry));
  count('inbound', 'Received', messages.length - failed.length);
  logger.info('Webhook received', { messages: messages.length, ignored, failed: failed.length });
  if (failed.length > 0) return json(500, 'NotQueued', 'Not every message could be queued.');
  return text(200, 'EVENT_RECEIVED');
}
