import { ChatOver, ChatQuotaFull, Refused, ServiceFault, Throttled } from './errors';

/** Validation errors quote what they refuse: possibly the customer's name. */
const QUOTED_VALUE = /Value '.*?' at/gs;

/** Calls the Connect service and puts its errors into this system's words. */
export async function callConnect<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    const { name, message } = describe(error);
    throw translate(error, `Connect: ${name}: ${message.replaceAll(QUOTED_VALUE, 'Value at')}`);
  }
}

/**
 * Calls the participant service and puts its errors into this system's words. A 403 means that
 * Connect no longer honours the token. The service's own message is left out: a validation error
 * may quote the customer's text.
 */
export async function callParticipant<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    const { name, status } = describe(error);
    const message = `Connect participant service: ${name}`;
    throw status === 403 ? new ChatOver(message, { cause: error }) : translate(error, message);
  }
}

/**
 * StartChatContact's rate throttle is not in Connect's model (its text says TooManyRequests, 429),
 * so the status decides, and the name only for the quota of concurrent chats, a 429 as well.
 */
function translate(error: unknown, message: string): Error {
  const { name, status } = describe(error);
  const options = { cause: error };
  if (name === 'LimitExceededException') return new ChatQuotaFull(message, options);
  if (status === 429) return new Throttled(message, options);
  if (status === 400 || status === 403 || status === 404) return new Refused(message, options);
  return new ServiceFault(message, options);
}

/** Whether an error of an AWS client carries one of these names. */
export function isNamed(error: unknown, ...names: string[]): boolean {
  return names.includes(describe(error).name);
}

function describe(error: unknown): { name: string; message: string; status?: number | undefined } {
  const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
  return { name, message, status: $metadata?.httpStatusCode };
}
