import type { ExecutionSummary } from './types';
import type { ExecutionFilter } from './view';
import { contacts } from './world';

/** Newest first. */
export function filtered(all: ExecutionSummary[], filter: ExecutionFilter): ExecutionSummary[] {
  const wanted = filter.text.trim().toLowerCase();
  return all
    .filter((one) => filter.events || !isRoutine(one))
    .filter(({ status }) => !filter.status || status === filter.status)
    .filter(({ machine }) => !filter.machine || machine === filter.machine)
    .filter((one) => !wanted || searchable(one).includes(wanted))
    .reverse();
}

/** An event of the chat, such as typing, with which nothing is wrong. */
function isRoutine({ itemType, status }: ExecutionSummary): boolean {
  return itemType === 'EVENT' && ['RUNNING', 'SUCCEEDED'].includes(status);
}

/** The number or id of the customer; what comes from the agent names the chat alone. */
export function customerOf({ vendorId, contactId = '' }: ExecutionSummary): string | undefined {
  return vendorId ?? contacts.value.get(contactId)?.vendorId;
}

function searchable(one: ExecutionSummary): string {
  const { name, text, contactId, messageId, error } = one;
  return [name, text, customerOf(one), contactId, messageId, error].join('\n').toLowerCase();
}
