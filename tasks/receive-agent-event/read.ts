import type { SnsSqsNotification } from '@aws-lambda-powertools/parser/types';
import { agentEventHash, contactGroup, parseAgentEvent } from '../../domain/agent-event';
import { isoTime } from '../../domain/clock';
import { outboundIds } from '../message-ids';
import type { ReceivedEntry } from '../receive-batch';

/** The streamed item in a notification of Connect's. */
export function readStreamNotification(notification: SnsSqsNotification): ReceivedEntry {
  const { Message, MessageAttributes = {} } = notification;
  const attributes = Object.fromEntries(
    Object.entries(MessageAttributes).map(([name, { Value }]) => [name, Value]),
  );
  const event = parseAgentEvent(Message, attributes, isoTime());
  return {
    groupId: contactGroup(event),
    deduplicationId: agentEventHash(event),
    body: event,
    ids: outboundIds(event),
    at: event.absoluteTime,
  };
}
