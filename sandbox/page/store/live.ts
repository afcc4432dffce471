import { batch } from '@preact/signals';
import { get } from './api';
import { apply, failuresChanged, faultsChanged } from './apply';
import { loadTranscript } from './transcript';
import type {
  Arrival,
  ContactSummary,
  ExecutionSummary,
  OutboxMessage,
  SandboxEvent,
} from './types';
import { contactId } from './view';
import * as world from './world';

const TYPES: SandboxEvent['type'][] = [
  'execution',
  'contact',
  'message',
  'outbox',
  'arrival',
  'failure',
  'faults',
  'clock',
  'reset',
];
/** Events of the same moment are shown at once. */
const FLUSH_MS = 40;

let waiting: SandboxEvent[] = [];
let isLoading = false;

/** Loads everything, and again whenever the connection was lost in between. */
export function goLive(): void {
  const source = new EventSource('/sandbox/events');
  source.addEventListener('open', () => void load());
  source.addEventListener('error', () => {
    world.connected.value = false;
  });
  for (const type of TYPES) {
    source.addEventListener(type, ({ data }) => enqueue(JSON.parse(data as string)));
  }
}

function enqueue(event: SandboxEvent): void {
  if (waiting.length === 0 && !isLoading) setTimeout(flush, FLUSH_MS);
  waiting.push(event);
}

function flush(): void {
  if (isLoading) return;
  const events = waiting;
  waiting = [];
  batch(() => apply(events));
}

/** What happens meanwhile waits, so that it is neither lost nor shown twice. */
async function load(): Promise<void> {
  isLoading = true;
  const [arrivals, outbox, contacts, executions, clock] = await Promise.all([
    get<Arrival[]>('/sandbox/arrivals'),
    get<OutboxMessage[]>('/sandbox/outbox'),
    get<ContactSummary[]>('/sandbox/contacts'),
    get<ExecutionSummary[]>('/sandbox/executions'),
    get<{ now: string }>('/sandbox/clock'),
  ]);
  batch(() => {
    world.arrivals.value = arrivals;
    world.outbox.value = outbox;
    world.contacts.value = new Map(contacts.map((one) => [one.contactId, one]));
    world.executions.value = new Map(executions.reverse().map((one) => [one.name, one]));
    world.aheadMs.value = Date.parse(clock.now) - Date.now();
    world.transcripts.value = new Map();
    world.connected.value = true;
    world.loaded.value = true;
  });
  waiting = waiting.filter((event) => !isKnown(event));
  isLoading = false;
  flush();
  failuresChanged();
  faultsChanged();
  if (contactId.value) void loadTranscript(contactId.value);
}

function isKnown(event: SandboxEvent): boolean {
  if (event.type === 'arrival') return world.arrivals.value.some(({ id }) => id === event.id);
  if (event.type !== 'outbox') return false;
  return world.outbox.value.some(
    ({ at, to, text }) => at === event.at && to === event.to && text === event.text,
  );
}
