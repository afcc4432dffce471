import { createHmac } from 'node:crypto';
import { parse } from '../../channels/facebook/parse';
import type { InboundMessage } from '../../domain/message';
import { useSecretsManager } from './secrets-manager';

/** Who is who in test/fixtures/facebook. */
export const PAGE = '104772918356620';
export const ANA = '6204918374651029';
export const BO = '7318046295510384';

export const SECRET = {
  PAGE_TOKEN: 'EAAB_test_token',
  APP_SECRET: 'test_app_secret',
  VERIFY_TOKEN: 'chosen-at-setup',
};

/** A webhook with these events of one page, in one entry. */
export function webhookOf(...messaging: object[]) {
  return { object: 'page', entry: [{ id: PAGE, time: 1795168800123, messaging }] };
}

/** An event of Ana's. */
export function eventOf(content: object) {
  const from = { sender: { id: ANA }, recipient: { id: PAGE }, timestamp: 1795168800001 };
  return { ...from, ...content };
}

export const RECEIVED_AT = '2026-11-20T10:00:02.000Z';

/** The customers' messages in a webhook, in order. */
export function messagesIn(body: unknown): InboundMessage[] {
  return parse(body, RECEIVED_AT).flatMap((event) =>
    event.type === 'message' ? event.message : [],
  );
}

/** What Meta sends as X-Hub-Signature-256. */
export function signatureOf(body: string, appSecret = SECRET.APP_SECRET): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
}

/** The secret as Secrets Manager holds it. Needs a stopped clock, so that no test sees another's. */
export function useFacebookSecret() {
  const secrets = useSecretsManager();
  const holds = (secret: object) => secrets.holds(JSON.stringify(secret));

  beforeEach(() => {
    holds(SECRET);
  });

  return {
    /** From now on it has other values, or lacks some. */
    becomes: holds,
    /** From now on it is this text. */
    holds: secrets.holds,
    /** It is rotated now. */
    rotates: (secret: object) => secrets.rotate(JSON.stringify(secret)),
    /** How often it was fetched. */
    fetches: secrets.fetches,
  };
}
