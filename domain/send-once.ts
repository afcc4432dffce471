import { CredentialsRefused, OutcomeUnknown, Refused, ServiceFault, Throttled } from './errors';
import { SecretMalformed } from './secret';
import { markRefused, markSent, releaseSend, type SendRecord, takeSend } from './send-record';

/** Errors that prove that the provider sent nothing, so that another attempt cannot double the message. */
const NOTHING_SENT = [Throttled, ServiceFault, CredentialsRefused, SecretMalformed];

/**
 * Hands the parts of one outbound message to a provider, in order and each at most once, over any
 * number of attempts.
 *
 * @param connectMessageId the streamed item's `Id`
 * @param send sends one part and returns the provider's message id. It throws Refused where the
 *   provider refuses for good; Throttled, ServiceFault or CredentialsRefused only where the
 *   provider provably sent nothing; anything else leaves the outcome open
 * @returns the provider's message ids
 * @throws OutcomeUnknown where this or an earlier attempt never learnt whether a part was sent
 */
export async function sendOnce<Part>(
  connectMessageId: string,
  parts: Part[],
  send: (part: Part) => Promise<string>,
): Promise<string[]> {
  const providerMessageIds: string[] = [];
  for (const [index, part] of parts.entries()) {
    const record = await takeSend(connectMessageId, index);
    if (record.taken) {
      throw new OutcomeUnknown(
        'An earlier attempt began to send this and never said how it ended.',
      );
    }
    providerMessageIds.push(record.providerMessageId ?? (await sendPart(record, part, send)));
  }
  return providerMessageIds;
}

async function sendPart<Part>(
  record: SendRecord,
  part: Part,
  send: (part: Part) => Promise<string>,
): Promise<string> {
  const providerMessageId = await send(part).catch((error: unknown) => settleError(record, error));
  await markSent(record, providerMessageId);
  return providerMessageId;
}

async function settleError(record: SendRecord, error: unknown): Promise<never> {
  if (error instanceof Refused) {
    await markRefused(record, error.message);
    throw error;
  }
  if (NOTHING_SENT.some((kind) => error instanceof kind)) {
    await releaseSend(record);
    throw error;
  }
  if (error instanceof OutcomeUnknown) throw error;
  throw new OutcomeUnknown('The provider may or may not have sent this: its answer was lost.', {
    cause: error,
  });
}
