import { createHmac } from 'node:crypto';
import { CredentialsRefused, OutcomeUnknown, ServiceFault } from '../../domain/errors';
import { neverConnected } from '../../domain/network';
import {
  type FacebookSecret,
  facebookSecret,
  graphApiUrl,
  graphApiVersion,
  SEND_TIMEOUT_MS,
} from './config';
import type { MessengerPart } from './format';
import { graphError } from './graph-error';

/** One Messenger message on its way from a page to a customer (page-scoped id). */
export interface OutgoingMessengerMessage {
  pageId: string;
  to: string;
  message: MessengerPart;
}

/**
 * Sends one message through the Send API (Messenger Platform, "Send messages"). A refused token or
 * proof is read anew once: it may have been rotated. The values before the rotation are not tried:
 * Meta accepts new ones at once, and a mistake in them must show now and not when the old ones expire.
 *
 * @returns Meta's message id
 * @throws CredentialsRefused, Refused, Throttled, ServiceFault where nothing was sent; anything
 *   else leaves it open
 */
export async function send(outgoing: OutgoingMessengerMessage): Promise<string> {
  const { current } = await facebookSecret.read();
  try {
    return await post(outgoing, current);
  } catch (error) {
    const fresh = error instanceof CredentialsRefused ? await facebookSecret.refresh() : undefined;
    if (!fresh || isSame(fresh.current, current)) throw error;
    return post(outgoing, fresh.current);
  }
}

function isSame(one: FacebookSecret, other: FacebookSecret): boolean {
  return one.PAGE_TOKEN === other.PAGE_TOKEN && one.APP_SECRET === other.APP_SECRET;
}

async function post(
  { pageId, to, message }: OutgoingMessengerMessage,
  secret: FacebookSecret,
): Promise<string> {
  const body = { recipient: { id: to }, messaging_type: 'RESPONSE', message };
  const response = await fetch(sendUrl(pageId, secret), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
  }).catch(unanswered);
  const answer = await response.json().catch(() => undefined);
  if (!response.ok) throw graphError(response.status, answer);
  return (answer as { message_id?: string } | undefined)?.message_id ?? '';
}

/** The URL carries the token, so it must never reach a log or an error. */
function sendUrl(pageId: string, { PAGE_TOKEN, APP_SECRET }: FacebookSecret): string {
  const query = new URLSearchParams({
    access_token: PAGE_TOKEN,
    appsecret_proof: appSecretProof(PAGE_TOKEN, APP_SECRET),
  });
  return `${graphApiUrl}/${graphApiVersion}/${pageId}/messages?${query}`;
}

/** Proves that the token is used by the app itself (Graph API, "Securing requests"). */
export function appSecretProof(pageToken: string, appSecret: string): string {
  return createHmac('sha256', appSecret).update(pageToken).digest('hex');
}

function unanswered(error: unknown): never {
  if (neverConnected(error)) throw new ServiceFault('Graph API: no connection', { cause: error });
  throw new OutcomeUnknown('Graph API: no answer', { cause: error });
}
