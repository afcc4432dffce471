import * as z from 'zod';
import {
  CredentialsRefused,
  OutcomeUnknown,
  Refused,
  ServiceFault,
  Throttled,
} from '../../domain/errors';

const bodySchema = z.object({
  error: z.object({
    code: z.number(),
    error_subcode: z.number().optional(),
    message: z.string().optional(),
  }),
});

/** App, user, page and Send API rate limits (Messenger Platform, "Error codes"). */
const RATE_LIMITS = new Set([4, 17, 32, 613]);
const ACCESS_TOKEN = 190;
/** A missing or wrong proof has the code of any other parameter (Graph API, "Securing requests"). */
const APP_SECRET_PROOF = /appsecret_proof/;
/** Unknown errors and passing faults; with the subcode below, the message went out all the same. */
const PASSING = new Set([1, 2, 99, 1200]);
const SENT_ALL_THE_SAME = 1357046;

/**
 * What a Graph API error means for the message. Only an answer in the 400s proves that nothing was
 * sent; after any other, sending again could send twice.
 */
export function graphError(status: number, body: unknown): Error {
  const error = bodySchema.safeParse(body).data?.error;
  const { code, error_subcode: subcode } = error ?? { code: 0 };
  const message = `Graph API: HTTP ${status}, code ${code}${subcode ? `, subcode ${subcode}` : ''}`;
  if (status === 429 || RATE_LIMITS.has(code)) return new Throttled(message);
  if (status === 401 || code === ACCESS_TOKEN) return new CredentialsRefused(message);
  if (status >= 500 || subcode === SENT_ALL_THE_SAME) return new OutcomeUnknown(message);
  if (APP_SECRET_PROOF.test(error?.message ?? '')) return new CredentialsRefused(message);
  return PASSING.has(code) ? new ServiceFault(message) : new Refused(message);
}
