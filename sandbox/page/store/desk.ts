import { computed, effect } from '@preact/signals';
import { type Bubble, keyOf, threads } from './customers';
import type { ContactSummary } from './types';
import { contactId, seen } from './view';
import { contacts } from './world';

const newestFirst = computed(() => [...contacts.value.values()].reverse());

/** Who waits, and then who is attended. */
export const openChats = computed(() => {
  const open = newestFirst.value.filter(({ status }) => status !== 'ENDED');
  const isWaiting = ({ status }: ContactSummary) => status === 'QUEUED';
  return [...open.filter(isWaiting), ...open.filter((chat) => !isWaiting(chat))];
});

export const endedChats = computed(() =>
  newestFirst.value.filter(({ status }) => status === 'ENDED'),
);

/** The last that the customer wrote or received. */
export function lastText(chat: ContactSummary): string | undefined {
  return threadOf(chat).at(-1)?.text;
}

/** Whether the customer wrote something since the chat was last looked at. */
export function isUnread(chat: ContactSummary): boolean {
  const id = lastWritten(chat);
  return id !== undefined && id !== seen.value[chat.contactId];
}

/** What stands in the chat that is open has been seen. */
export function noteSeen(): void {
  effect(() => {
    const chat = contacts.value.get(contactId.value ?? '');
    const id = chat && lastWritten(chat);
    if (id && isUnread(chat)) seen.value = { ...seen.value, [chat.contactId]: id };
  });
}

function lastWritten(chat: ContactSummary): string | undefined {
  return threadOf(chat).findLast(({ isOwn, isTaken }) => isOwn && isTaken)?.id;
}

function threadOf({ channel = '', vendorId = '' }: ContactSummary): Bubble[] {
  return threads.value.get(keyOf({ channel, id: vendorId })) ?? [];
}
