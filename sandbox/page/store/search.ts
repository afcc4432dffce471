import type { ExecutionSummary } from './types';

/** Empty text stands for everything. */
export interface ExecutionFilter {
  text: string;
  status: string;
  machine: string;
}

/** Newest first. */
export function filtered(all: ExecutionSummary[], filter: ExecutionFilter): ExecutionSummary[] {
  const wanted = filter.text.trim().toLowerCase();
  return all
    .filter(({ status }) => !filter.status || status === filter.status)
    .filter(({ machine }) => !filter.machine || machine === filter.machine)
    .filter((one) => !wanted || searchable(one).includes(wanted))
    .reverse();
}

function searchable({ name, text, vendorId, contactId, messageId, error }: ExecutionSummary) {
  return [name, text, vendorId, contactId, messageId, error].join('\n').toLowerCase();
}
