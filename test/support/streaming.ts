import type { SnsSqsNotification } from '@aws-lambda-powertools/parser/types';
import { type AgentEvent, parseAgentEvent } from '../../domain/agent-event';
import { fixture } from './fixture';

/** A streaming notification as an SQS message holds it, without raw delivery. */
export function streamNotification(kind: string): SnsSqsNotification {
  return fixture(`streaming/${kind}`);
}

/** The notification's `Message`, parsed, and its attributes, name to value. */
export function streamedItem(kind: string) {
  const { Message, MessageAttributes = {} } = streamNotification(kind);
  const item: Record<string, unknown> = JSON.parse(Message);
  const attributes: Record<string, string> = Object.fromEntries(
    Object.entries(MessageAttributes).map(([name, { Value }]) => [name, Value]),
  );
  return { item, attributes };
}

/** The streamed item as it crosses the outbound queue. */
export function agentEvent(kind = 'agent-text', overrides: Partial<AgentEvent> = {}): AgentEvent {
  const { item, attributes } = streamedItem(kind);
  const receivedAt = '2026-11-18T08:15:20.900Z';
  const event = parseAgentEvent(JSON.stringify(item), attributes, receivedAt);
  return JSON.parse(JSON.stringify({ ...event, ...overrides }));
}
