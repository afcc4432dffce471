import { createHmac, randomUUID } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type Check, Failed, Skipped } from '../checks';
import type { Target } from '../stack/target';

const KEYS = ['PAGE_TOKEN', 'APP_SECRET', 'VERIFY_TOKEN'] as const;
const ANSWER_WITHIN_MS = 10_000;

type Secret = Partial<Record<string, unknown>>;

/** The secret of the Facebook page, and the webhook as Meta meets it. Values are never printed. */
export function facebookChecks(target: Target): Check[] {
  const { FacebookSecretArn, FacebookApiGatewayWebhook } = target.outputs;
  if (!FacebookSecretArn || !FacebookApiGatewayWebhook) return [];
  const webhook = new Webhook(FacebookApiGatewayWebhook);
  const read = () => readSecret(target, FacebookSecretArn);
  const value = async (key: (typeof KEYS)[number]) => needed(await read().catch(noSecret), key);
  return [
    { name: 'Facebook secret', run: async () => hasKeys(await read()) },
    {
      name: 'webhook verification',
      run: async () => webhook.answersChallenge(await value('VERIFY_TOKEN')),
    },
    { name: 'webhook refusal', run: () => webhook.refusesStrangers() },
    {
      name: 'webhook delivery',
      run: async () => webhook.takesDelivery(await value('APP_SECRET')),
    },
  ];
}

async function readSecret(target: Target, SecretId: string): Promise<Secret> {
  const client = new SecretsManagerClient(target.config('SECRETS_MANAGER'));
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId }));
  try {
    return JSON.parse(SecretString) as Secret;
  } catch {
    // A parser's complaint quotes the text.
    throw new Failed('the secret is not JSON', `Store it as JSON with ${KEYS.join(', ')}.`);
  }
}

function hasKeys(secret: Secret): string {
  const missing = KEYS.filter((key) => typeof secret[key] !== 'string' || secret[key] === '');
  if (missing.length === 0) return `has ${KEYS.join(', ')}`;
  throw new Failed(`lacks ${missing.join(', ')}`, 'Add what is missing in Secrets Manager.');
}

function needed(secret: Secret, key: string): string {
  const value = secret[key];
  if (typeof value === 'string' && value !== '') return value;
  throw new Skipped(`the secret lacks ${key}`);
}

function noSecret(): never {
  throw new Skipped('the secret cannot be read');
}

/** Messenger Platform, "Webhooks": verification requests and event notifications. */
class Webhook {
  constructor(private readonly url: string) {}

  async answersChallenge(verifyToken: string): Promise<string> {
    const challenge = randomUUID();
    const { status, text } = await this.verify(verifyToken, challenge);
    if (status === 200 && text === challenge) return 'answers the challenge to the right token';
    throw new Failed(
      `answers ${status} to the right token`,
      'Look at the log of verify-webhook; a rotated secret takes up to five minutes.',
    );
  }

  async refusesStrangers(): Promise<string> {
    const { status } = await this.verify(`not-the-token-${randomUUID()}`, randomUUID());
    if (status === 403) return 'answers 403 to a wrong token';
    throw new Failed(`answers ${status} to a wrong token`, 'Look at the log of verify-webhook.');
  }

  /** A signed delivery of nothing. */
  async takesDelivery(appSecret: string): Promise<string> {
    const body = JSON.stringify({ object: 'page', entry: [] });
    const signature = createHmac('sha256', appSecret).update(body).digest('hex');
    const { status } = await this.call(this.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-hub-signature-256': `sha256=${signature}`,
      },
      body,
    });
    if (status === 200) return 'takes what is signed with APP_SECRET';
    throw new Failed(
      `answers ${status} to a signed delivery`,
      'Look at the log of receive-webhook.',
    );
  }

  private verify(token: string, challenge: string): Promise<{ status: number; text: string }> {
    const query = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.verify_token': token,
      'hub.challenge': challenge,
    });
    return this.call(`${this.url}?${query}`);
  }

  private async call(
    url: string,
    init: RequestInit = {},
  ): Promise<{ status: number; text: string }> {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const response = await fetch(url, { ...init, signal, redirect: 'manual' });
    return { status: response.status, text: await response.text() };
  }
}
