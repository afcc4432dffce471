import { computed, signal } from '@preact/signals';
import type {
  Arrival,
  ContactSummary,
  ExecutionSummary,
  Failure,
  Faults,
  OutboxMessage,
  TranscriptItem,
} from './types';

/** What the page knows of the sandbox. Everything is loaded once, and kept current by events. */
export const connected = signal(false);
export const loaded = signal(false);
export const connection = computed(() => {
  if (connected.value) return 'Live';
  return loaded.value ? 'Reconnecting' : 'Connecting';
});
export const isLost = computed(() => connection.value === 'Reconnecting');
export const arrivals = signal<Arrival[]>([]);
export const outbox = signal<OutboxMessage[]>([]);
/** By contact id, oldest first. */
export const contacts = signal(new Map<string, ContactSummary>());
/** By name, oldest first. */
export const executions = signal(new Map<string, ExecutionSummary>());
/** Of the chats that were looked at. */
export const transcripts = signal(new Map<string, TranscriptItem[]>());
export const failures = signal<Failure[]>([]);
export const faults = signal<Faults>({
  rules: [],
  quotas: 'off',
  deliveries: { seed: 0 },
  contactFlow: 'queues',
  apis: [],
  modes: [],
});
/** How many things go wrong at the moment. */
export const faultsInForce = computed(() => {
  const { rules, quotas, deliveries, contactFlow } = faults.value;
  const { seed: _seed, ...mishaps } = deliveries;
  const switched = [quotas !== 'off', contactFlow !== 'queues', ...Object.values(mishaps)];
  const pending = rules.filter(({ times }) => times !== 0);
  return pending.length + switched.filter(Boolean).length;
});
/** How far the sandbox's clock is ahead, in milliseconds. */
export const aheadMs = signal(0);

/** The last execution for each message, by the message's id. */
export const executionOf = computed(
  () =>
    new Map(
      [...executions.value.values()].flatMap((one): [string, ExecutionSummary][] =>
        one.messageId ? [[one.messageId, one]] : [],
      ),
    ),
);

/** Failures that wait for a person. */
export const openFailures = computed(() =>
  failures.value.filter(({ status }) => ['FAILED', 'OUTCOME_UNKNOWN'].includes(status)),
);
