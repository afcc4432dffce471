import { effect, type Signal, signal } from '@preact/signals';

/** A choice of the user's that survives a reload of the page. */
function kept<Value>(key: string, initial: Value): Signal<Value> {
  const saved = sessionStorage.getItem(key);
  const choice = signal(saved === null ? initial : (JSON.parse(saved) as Value));
  effect(() => {
    if (choice.value === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(choice.value));
  });
  return choice;
}

export type MachineName = 'session-lifecycle' | 'agent-event-router';
export type Panel = 'deliveries' | 'failures' | 'faults' | 'clock';

/** Customers that were added and have not written yet. */
export const added = kept<{ channel: string; id: string }[]>('added', []);
export const customerKey = kept<string | undefined>('customer', undefined);
export const contactId = kept<string | undefined>('contact', undefined);
export const machine = kept<MachineName>('machine', 'session-lifecycle');
export const executionName = kept<string | undefined>('execution', undefined);
/** Whether the newest message's execution is shown. */
export const follow = kept('follow', true);
/** Whether the keyboard is among the states: they must not be changed for others under it. */
export const isExplored = signal(false);
/** A state's name, or `''` for the execution as a whole. */
export const inspected = kept<string | undefined>('inspected', undefined);
export const panel = kept<Panel | undefined>('panel', undefined);
/** What was begun to be written, by customer or chat. */
export const drafts = kept<Record<string, string>>('drafts', {});
/** The customer's last message that the agent has seen, by chat. */
export const seen = kept<Record<string, string>>('seen', {});
/** Which executions are listed. Empty text stands for all of them. */
export interface ExecutionFilter {
  text: string;
  status: string;
  machine: string;
  /** With typing, joining and the like, even where nothing is wrong with them. */
  events: boolean;
}

const ALL_MESSAGES: ExecutionFilter = { text: '', status: '', machine: '', events: false };
export const filter = signal(ALL_MESSAGES);
export const isGuideClosed = kept('guide-closed', false);

/** Nothing is there any more that could be chosen. */
export function forget(): void {
  added.value = [];
  drafts.value = {};
  seen.value = {};
  customerKey.value = undefined;
  contactId.value = undefined;
  executionName.value = undefined;
  filter.value = ALL_MESSAGES;
  inspected.value = undefined;
  follow.value = true;
  machine.value = 'session-lifecycle';
}

/** Keeps what is being written, in whatever is looked at meanwhile. */
export function draft(of: string, text: string): void {
  const { [of]: _before, ...others } = drafts.value;
  drafts.value = text ? { ...others, [of]: text } : others;
}
