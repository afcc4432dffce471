import { get, tell } from './api';
import type {
  Arrival,
  ContactSummary,
  ExecutionSummary,
  Failure,
  Faults,
  OutboxMessage,
  SandboxEvent,
  TranscriptItem,
} from './types';
import { forget } from './view';
import * as world from './world';

const REFRESH_MS = 150;

/** Brings what the page knows up to date, one list at a time. */
export function apply(all: SandboxEvent[]): void {
  const lastReset = all.findLastIndex(({ type }) => type === 'reset');
  if (lastReset >= 0) empty();
  const events = all.slice(lastReset + 1);
  append(world.arrivals, of<Arrival>(events, 'arrival'));
  append(world.outbox, of<OutboxMessage>(events, 'outbox'));
  merge(world.contacts, of<ContactSummary>(events, 'contact'), ({ contactId }) => contactId);
  merge(world.executions, of<ExecutionSummary>(events, 'execution'), ({ name }) => name);
  said(events.flatMap((event) => (event.type === 'message' ? event : [])));
  for (const event of events) {
    if (event.type === 'clock') world.aheadMs.value = Date.parse(event.now) - Date.now();
  }
  const has = (type: SandboxEvent['type']) => all.some((event) => event.type === type);
  if (has('failure') || has('reset')) failuresChanged();
  if (has('faults') || has('reset')) faultsChanged();
}

function of<Body>(events: SandboxEvent[], type: SandboxEvent['type']): Body[] {
  return events.filter((event) => event.type === type) as Body[];
}

function append<Item>(list: { value: Item[] }, items: Item[]): void {
  if (items.length > 0) list.value = [...list.value, ...items];
}

function merge<Item>(map: { value: Map<string, Item> }, items: Item[], id: (item: Item) => string) {
  if (items.length === 0) return;
  const next = new Map(map.value);
  for (const item of items) next.set(id(item), item);
  map.value = next;
}

/** Adds to the transcripts that are known; the others are loaded when somebody looks at them. */
function said(messages: { contactId: string; item: TranscriptItem }[]): void {
  const next = new Map(world.transcripts.value);
  for (const { contactId, item } of messages) {
    const known = next.get(contactId);
    if (known && !known.some(({ id }) => id === item.id)) next.set(contactId, [...known, item]);
  }
  if (messages.length > 0) world.transcripts.value = next;
}

function empty(): void {
  forget();
  world.arrivals.value = [];
  world.outbox.value = [];
  world.contacts.value = new Map();
  world.executions.value = new Map();
  world.transcripts.value = new Map();
  world.aheadMs.value = 0;
}

/** Calls of the same moment become one. */
function soon(action: () => Promise<void>): () => void {
  let isPlanned = false;
  return () => {
    if (isPlanned) return;
    isPlanned = true;
    setTimeout(() => {
      isPlanned = false;
      action().catch(tell);
    }, REFRESH_MS);
  };
}

export const failuresChanged = soon(async () => {
  const failures = await get<Failure[]>('/sandbox/failures');
  world.failures.value = failures.sort((a, b) => b.lastFailedAt.localeCompare(a.lastFailedAt));
});

/** What was switched here meanwhile is newer than the answer, and brings an event of its own. */
export const faultsChanged = soon(async () => {
  const before = world.faults.value;
  const faults = await get<Faults>('/sandbox/faults');
  if (world.faults.value === before) world.faults.value = faults;
});
