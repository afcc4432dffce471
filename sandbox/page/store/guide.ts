import { computed } from '@preact/signals';
import { accept, agentSays, write } from './actions';
import { addCustomer, customer } from './customers';
import type { Customer } from './types';
import { isGuideClosed } from './view';
import { contacts, executions, loaded } from './world';

export interface Step {
  number: 1 | 2 | 3 | 4;
  text: string;
  /** What the button does, and whether it was done; the last step has none. */
  button?: { label: string; press(): Promise<boolean> };
}

const QUESTION = 'Hello! Where is my parcel?';
const ANSWER = 'It left this morning and arrives tomorrow.';

/** Whoever is new here: three clicks from nothing to a delivered answer. Derived from what there is, so that doing a step by hand counts. */
export const step = computed((): Step | undefined => {
  if (isGuideClosed.value || !loaded.value) return undefined;
  const chats = [...contacts.value.values()];
  const attended = chats.findLast(({ status }) => status === 'WITH_AGENT');
  const queued = chats.findLast(({ status }) => status === 'QUEUED');
  if (isAnswerDelivered.value) return { number: 4, text: LAST };
  if (attended) return answering(attended.contactId);
  if (isUnderWay.value) return waiting;
  return queued ? accepting(queued.contactId) : writing(customer.value);
});

const LAST =
  'Delivered. Click a state to see its input and output; switch on a fault below and write again.';

const writing = (known: Customer | undefined): Step => ({
  number: 1,
  text: `Somebody writes to your ${known?.channel === 'sms' ? 'number' : 'Facebook page'}. Watch the state machine.`,
  button: {
    label: 'Write as a customer',
    press: () => write(known ?? addCustomer('facebook'), QUESTION),
  },
});

const waiting: Step = { number: 1, text: 'The message is on its way through session-lifecycle.' };

const accepting = (contactId: string): Step => ({
  number: 2,
  text: 'session-lifecycle has opened a chat in Amazon Connect. It waits for an agent.',
  button: { label: 'Accept the chat', press: () => accept(contactId) },
});

const answering = (contactId: string): Step => ({
  number: 3,
  text: 'Answer as the agent. agent-event-router takes the answer to the customer’s phone.',
  button: { label: 'Send an answer', press: () => agentSays(contactId, ANSWER) },
});

const heard = computed(() =>
  [...executions.value.values()].filter(({ role }) => role === 'CUSTOMER'),
);

/** How often somebody wrote, and it came through. */
export const timesHeard = computed(() => heard.value.length);

/** The chat opens before the message is in it. */
const isUnderWay = computed(() => heard.value.some(({ status }) => status === 'RUNNING'));

const isAnswerDelivered = computed(() =>
  [...executions.value.values()].some(
    ({ role, itemType, status }) =>
      role === 'AGENT' && itemType === 'MESSAGE' && status === 'SUCCEEDED',
  ),
);
