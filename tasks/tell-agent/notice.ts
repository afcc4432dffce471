import { refusals } from '../../channels/refusals';
import type { AgentEvent } from '../../domain/agent-event';
import { functionErrorMessage } from '../function-error';
import type { Outbound } from '../outbound';

/** A message that was not delivered, and the error as the state machine caught it. */
export interface Undelivered extends Outbound {
  error: { Error: string; Cause: string };
}

/** What an agent is told. */
export interface Notice {
  /** Told once in a chat. */
  reason: string;
  text: string;
}

/** Why the agent's message did not reach the customer, in plain words. */
export function noticeOf({ event, contact, error }: Undelivered): Notice {
  if (error.Error === 'OutcomeUnknown') {
    const text =
      'It is not known whether this was delivered to the customer: the answer was lost on the way. Ask before you send it again.';
    return { reason: 'outcome-unknown', text };
  }
  const { reason, words } =
    error.Error === 'UnsupportedContent'
      ? unsupported(event)
      : refused(contact.channel, functionErrorMessage(error.Cause) ?? 'no reason was given');
  return { reason, text: `Not delivered to the customer: ${words}.` };
}

function unsupported({ type }: AgentEvent) {
  return type === 'ATTACHMENT'
    ? { reason: 'attachment', words: 'attachments cannot be sent to this customer' }
    : { reason: 'unsupported', words: 'content of this kind cannot be sent to this customer' };
}

/** A refusal that has no words of its own is told by the provider's codes. */
function refused(channel: string, message: string): { reason: string; words: string } {
  const known = refusals.get(channel)?.find(({ error }) => error.test(message));
  return known ?? { reason: message, words: `it was refused (${message})` };
}
