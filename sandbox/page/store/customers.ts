import { computed, effect } from '@preact/signals';
import type { Customer } from './types';
import { added, customerKey } from './view';
import { arrivals, contacts, loaded, outbox } from './world';

export interface Choice {
  title: string;
  payload: string;
}

/** One message on a customer's phone. */
export interface Bubble {
  id: string;
  /** Whether the customer wrote it. */
  isOwn: boolean;
  text: string;
  at: string;
  /** Whether the webhook took it. */
  isTaken: boolean;
  choices: Choice[];
}

export const keyOf = ({ channel, id }: Customer) => `${channel}:${id}`;

/** Everybody who wrote, received something, or was added; the first to come stands first. */
export const customers = computed((): Customer[] => {
  const all: Customer[] = [
    ...arrivals.value.flatMap(({ channel, messages }) =>
      messages.map(({ from }) => ({ channel, id: from })),
    ),
    ...outbox.value.map(({ channel, to }) => ({ channel, id: to })),
    ...[...contacts.value.values()].flatMap(({ channel, vendorId }) =>
      channel && vendorId && channel !== 'test' ? [{ channel, id: vendorId }] : [],
    ),
    ...added.value,
  ];
  return [...new Map(all.map((one) => [keyOf(one), one])).values()];
});

export const customer = computed(() =>
  customers.value.find((one) => keyOf(one) === customerKey.value),
);

/** Whoever comes first is shown, and stays: nobody takes the phone that one is typing on. */
export function holdCustomer(): void {
  effect(() => {
    const last = customers.value.at(-1);
    if (loaded.value && !customer.value && last) customerKey.value = keyOf(last);
  });
}

/** What stands on each phone, oldest first. A message that was delivered twice was written once. */
export const threads = computed(() => {
  const threads = new Map<string, Map<string, Bubble>>();
  const add = (key: string, bubble: Bubble) => {
    const thread = threads.get(key) ?? new Map<string, Bubble>();
    if (!thread.get(bubble.id)?.isTaken) threads.set(key, thread.set(bubble.id, bubble));
  };
  for (const { channel, at, status, messages } of arrivals.value) {
    const isTaken = status < 400;
    for (const { id, from, text } of messages) {
      add(keyOf({ channel, id: from }), { id, isOwn: true, text, at, isTaken, choices: [] });
    }
  }
  for (const [index, { channel, to, text, at, raw }] of outbox.value.entries()) {
    // Another sandbox counts from the beginning, at another time.
    const own = { id: `${at} ${index}`, isOwn: false, isTaken: true };
    add(keyOf({ channel, id: to }), { ...own, text, at, choices: choicesIn(raw) });
  }
  return new Map([...threads].map(([key, thread]) => [key, inOrder(thread)]));
});

function inOrder(thread: Map<string, Bubble>): Bubble[] {
  return [...thread.values()].sort((a, b) => a.at.localeCompare(b.at));
}

interface Sent {
  message?: { quick_replies?: Choice[] };
}

function choicesIn(raw: unknown): Choice[] {
  return (raw as Sent | undefined)?.message?.quick_replies ?? [];
}

/** Puts somebody new at the page's disposal who has not written yet. */
export function addCustomer(channel: 'sms' | 'facebook'): Customer {
  const taken = new Set(customers.value.map(({ id }) => id));
  const numbered = (n: number) =>
    channel === 'sms' ? `+1425555${String(100 + n).padStart(4, '0')}` : String(24_680_135_700 + n);
  let next = 1;
  while (taken.has(numbered(next))) next += 1;
  const one = { channel, id: numbered(next) };
  added.value = [...added.value, one];
  customerKey.value = keyOf(one);
  return one;
}
