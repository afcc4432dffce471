import { computed } from '@preact/signals';
import type { Arrival, OutboxMessage } from './types';
import { arrivals, outbox } from './world';

/** One thing that came in from a provider, or went out through one. */
export interface Move {
  id: string;
  at: string;
  isInbound: boolean;
  channel: string;
  who: string;
  text: string;
  answer: string;
  payload: unknown;
}

/** Newest first. */
export const moves = computed(() =>
  [...arrivals.value.map(arrived), ...outbox.value.map(sent)].sort((a, b) =>
    b.at.localeCompare(a.at),
  ),
);

function arrived({ id, at, channel, messages, status, tookMs, body }: Arrival): Move {
  return {
    id,
    at,
    isInbound: true,
    channel,
    who: [...new Set(messages.map(({ from }) => from))].join(', '),
    text: messages.map(({ text }) => text).join(' · '),
    answer: `${status} in ${tookMs} ms`,
    payload: readable(body),
  };
}

function sent({ channel, to, text, at, raw }: OutboxMessage, index: number): Move {
  const id = `out-${index}`;
  return { id, at, isInbound: false, channel, who: to, text, answer: 'received', payload: raw };
}

function readable(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
