import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Versions } from '../../domain/secret';
import type { WebhookRequest } from '../channel';
import { type FacebookSecret, facebookSecret } from './config';

/**
 * Whether Meta signed this request (Messenger Platform, "Webhooks": validating payloads). The
 * signature covers the bytes as they arrived; the old SHA-1 header proves nothing. The app secret may
 * be rotated meanwhile: what Meta delivers again for an hour may be signed with the one before.
 */
export async function isAuthentic({ rawBody, headers }: WebhookRequest): Promise<boolean> {
  const signature = headers['x-hub-signature-256'];
  return acceptedBy(({ APP_SECRET }) => isSignature(signature, rawBody, APP_SECRET));
}

/**
 * The answer to Meta's verification of the webhook's URL (Messenger Platform, "Webhooks":
 * verification requests): the challenge, if mode and token are right.
 */
export async function answerChallenge(
  query: Record<string, string | undefined>,
): Promise<string | undefined> {
  if (query['hub.mode'] !== 'subscribe') return undefined;
  const token = query['hub.verify_token'] ?? '';
  const accepted = await acceptedBy(({ VERIFY_TOKEN }) => isEqual(token, VERIFY_TOKEN));
  return accepted ? query['hub.challenge'] : undefined;
}

async function acceptedBy(test: (secret: FacebookSecret) => boolean): Promise<boolean> {
  const passes = ({ current, previous }: Versions<FacebookSecret>) =>
    test(current) || (previous !== undefined && test(previous));
  if (passes(await facebookSecret.read())) return true;
  const fresh = await facebookSecret.refresh();
  return fresh !== undefined && passes(fresh);
}

/** Whether the header is the body's HMAC-SHA256 under this secret; compared in constant time. */
export function isSignature(
  header: string | undefined,
  rawBody: Buffer,
  appSecret: string,
): boolean {
  const [, hex] = /^sha256=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  if (!hex) return false;
  const expected = createHmac('sha256', appSecret).update(rawBody).digest();
  return timingSafeEqual(expected, Buffer.from(hex, 'hex'));
}

/** Compares in constant time, whatever the lengths. */
function isEqual(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
