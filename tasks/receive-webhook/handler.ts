import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { InvalidPayload, NotServed, type ParsedEvent } from '../../channels/channel';
import { webhookChannels } from '../../channels/registry';
import { isoTime } from '../../domain/clock';
import { requiredEnv } from '../../domain/environment';
import { firstOf } from '../../domain/problems';
import { count } from '../count';
import { type Failure, giveUp } from '../give-up';
import { channelOf, json, text } from '../http';
import { inboundEntry } from '../inbound-entry';
import { countAuthFailure, instrumented, logger } from '../instrumented';
import { enqueue } from '../queue';
import { unreadableMessage } from '../unreadable';

const queueUrl = requiredEnv('INBOUND_QUEUE_URL');

/**
 * POST /webhook/<channel>: verify, parse, enqueue, and answer at once, whatever Connect is doing.
 * Events that cannot be read go to the failure ledger. 500 makes the provider deliver again: not
 * every event is in the queue or in the ledger.
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
    return await take(parse());
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('The body is not JSON.');
    if (error instanceof InvalidPayload) return refuse(error.message);
    if (error instanceof RangeError) return refuse('The body is nested too deeply.');
    if (error instanceof NotServed) return json(404, 'NotFound', error.message);
    throw error;
  }
}

/** What is signed and is no webhook is the provider's own: its format has changed. */
function refuse(problem: string): APIGatewayProxyStructuredResultV2 {
  count('inbound', 'Failed');
  logger.error('Webhook cannot be read', { problem });
  return json(400, 'BadRequest', problem);
}

async function take(events: ParsedEvent[]): Promise<APIGatewayProxyStructuredResultV2> {
  const messages = events.flatMap((event) => (event.type === 'message' ? event.message : []));
  const ignored = events.flatMap((event) => (event.type === 'ignored' ? event.kind : []));
  const unreadable = events.filter((event) => event.type === 'unreadable');
  const kept = unreadableMessage(
    JSON.stringify(unreadable.map(({ payload }) => payload)),
    'inbound',
  );
  const failed = await enqueue(queueUrl, messages.map(inboundEntry));
  count('inbound', 'Received', messages.length - failed.length);
  const counts = {
    messages: messages.length,
    failed: failed.length,
    unreadable: unreadable.length,
  };
  logger.info('Webhook received', { ...counts, ignored });
  if (unreadable.length > 0) await giveUp(kept, failureOf(unreadable), 'FAILED');
  if (failed.length > 0) return json(500, 'NotQueued', 'Not every message could be queued.');
  return text(200, 'EVENT_RECEIVED');
}

/** One entry for all of one webhook, since there may be thousands: a delivery once more is the same. */
function failureOf(unreadable: { issues: string[] }[]): Failure {
  const issues = unreadable.flatMap((event) => event.issues);
  return { error: 'Unreadable', cause: firstOf(issues).join('; ') };
}
