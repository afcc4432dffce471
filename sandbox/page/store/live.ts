import { batch } from '@preact/signals';
import { get, notice, tell } from './api';
import { apply, failuresChanged, faultsChanged } from './apply';
import { loadTranscript } from './transcript';
import type {
  Arrival,
  ContactSummary,
  ExecutionSummary,
  OutboxMessage,
  SandboxEvent,
} from './types';
import { contactId, executionName, forget } from './view';
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
const RECONNECT_MS = 1_000;

const pause = (ms: number) => new Promise<void>((resume) => setTimeout(resume, ms));

let waiting: SandboxEvent[] = [];
/** What happens while the lists are loaded waits, so that it is neither lost nor shown twice. */
let isLoading = true;

/**
 * Keeps the page current for as long as it is open. It connects anew by itself: a browser gives up
 * for good when a sandbox that is still starting answers 503.
 */
export async function goLive(): Promise<never> {
  for (;;) {
    await untilLost();
    world.connected.value = false;
    await pause(RECONNECT_MS);
  }
}

/** Loads everything, and keeps it current until the connection is lost. */
async function untilLost(): Promise<void> {
  const source = new EventSource('/sandbox/events');
  waiting = [];
  isLoading = true;
  await new Promise<void>((lose) => {
    source.addEventListener('open', () => load(source).catch(() => lose()));
    source.addEventListener('error', () => lose());
    for (const type of TYPES) {
      source.addEventListener(type, ({ data }) => enqueue(JSON.parse(data as string)));
    }
  });
  source.close();
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

async function load(source: EventSource): Promise<void> {
  const [arrivals, outbox, contacts, executions, clock] = await Promise.all([
    get<Arrival[]>('/sandbox/arrivals'),
    get<OutboxMessage[]>('/sandbox/outbox'),
    get<ContactSummary[]>('/sandbox/contacts'),
    get<ExecutionSummary[]>('/sandbox/executions'),
    get<{ now: string }>('/sandbox/clock'),
  ]);
  if (source.readyState === EventSource.CLOSED) return;
  batch(() => {
    world.arrivals.value = arrivals;
    world.outbox.value = outbox;
    world.contacts.value = new Map(contacts.map((one) => [one.contactId, one]));
    world.executions.value = new Map(executions.reverse().map((one) => [one.name, one]));
    world.aheadMs.value = Date.parse(clock.now) - Date.now();
    world.transcripts.value = new Map();
    world.connected.value = true;
    world.loaded.value = true;
    notice.value = '';
    if (isChoiceGone()) forget();
  });
  waiting = waiting.filter((event) => !isKnown(event));
  isLoading = false;
  flush();
  failuresChanged();
  faultsChanged();
  if (contactId.value) loadTranscript(contactId.value).catch(tell);
}

/** The sandbox was restarted, or reset while nobody was connected. */
function isChoiceGone(): boolean {
  const isGone = (id: string | undefined, known: Map<string, unknown>) => id && !known.has(id);
  return Boolean(
    isGone(contactId.value, world.contacts.value) ||
      isGone(executionName.value, world.executions.value),
  );
}

function isKnown(event: SandboxEvent): boolean {
  if (event.type === 'arrival') return world.arrivals.value.some(({ id }) => id === event.id);
  if (event.type !== 'outbox') return false;
  return world.outbox.value.some(
    ({ at, to, text }) => at === event.at && to === event.to && text === event.text,
  );
}
