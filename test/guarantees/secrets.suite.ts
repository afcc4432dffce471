import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { messengerWebhook, signature } from '../support/sandbox';
import { clientConfig, outputs } from '../support/sandbox-stack';
import { resetBeforeEach, sandbox } from '../support/shared-sandbox';

const ANA = '2468013579';
const HOUR = 3_600;
const keys = {
  APP_SECRET: 'sandbox-app-secret',
  VERIFY_TOKEN: 'sandbox-verify-token',
  PAGE_TOKEN: 'sandbox-page-token',
};
const rotated = { ...keys, APP_SECRET: 'rotated-app-secret', PAGE_TOKEN: 'rotated-page-token' };

async function putSecret(SecretString: string): Promise<void> {
  const client = new SecretsManagerClient(clientConfig('secretsmanager'));
  const { FacebookSecretArn: SecretId } = await outputs();
  await client.send(new PutSecretValueCommand({ SecretId, SecretString }));
}

/** Meta delivers a message, signed with this secret. @returns the status that it gets */
async function delivered(text: string, secret: string): Promise<number> {
  const raw = JSON.stringify(messengerWebhook(ANA, { mid: `m_${text}`, text }));
  const headers = { 'x-hub-signature-256': signature(raw, secret) };
  const { status } = await sandbox.webhook(raw, headers);
  await sandbox.settled();
  return status;
}

async function log(): Promise<string> {
  const lines = await sandbox.get<{ line: string }[]>('/sandbox/logs');
  return lines.map(({ line }) => line).join('\n');
}

describe('the secret of the page', () => {
  resetBeforeEach();

  it.each([
    ['is no JSON', 'APP_SECRET=sandbox-app-secret', 'the secret itself'],
    ['is empty', '', 'the secret itself'],
    ['lacks a key', JSON.stringify({ ...keys, APP_SECRET: undefined }), 'APP_SECRET'],
    ['has an empty value', JSON.stringify({ ...keys, PAGE_TOKEN: '' }), 'PAGE_TOKEN'],
  ])('%s: Meta delivers again, and the log names what is wrong with it', async (_, text, named) => {
    await putSecret(text);
    await sandbox.advance(HOUR);
    expect(await delivered('too early', keys.APP_SECRET)).toBe(500);
    expect(await sandbox.contacts()).toEqual([]);
    expect(await log()).toContain(`The secret needs correct values for: ${named}`);
    expect(await log()).not.toMatch(/sandbox-(app-secret|page-token|verify-token)/);
    await putSecret(JSON.stringify(keys));
    expect(await delivered('too early', keys.APP_SECRET)).toBe(200);
    expect(await sandbox.saidBy(ANA)).toEqual([['too early']]);
  });

  it('stays what Meta knows, where the functions refuse the new one', async () => {
    await putSecret(JSON.stringify({ APP_SECRET: null, PAGE_TOKEN: 'rotated' }));
    await sandbox.advance(HOUR);
    const hello = { from: ANA, text: 'hello' };
    await expect(sandbox.post('/sandbox/messenger', hello)).rejects.toThrow('WebhookRefused');
    await putSecret(JSON.stringify(keys));
    await sandbox.post('/sandbox/messenger', hello);
    await sandbox.settled();
    expect(await sandbox.saidBy(ANA)).toEqual([['hello']]);
  });

  it('rotates at any time: what was signed with the one before counts for an hour', async () => {
    expect(await delivered('one', keys.APP_SECRET)).toBe(200);
    await putSecret(JSON.stringify(rotated));
    expect(await delivered('two', rotated.APP_SECRET)).toBe(200);
    expect(await delivered('three', keys.APP_SECRET)).toBe(200);
    await sandbox.advance(HOUR);
    expect(await delivered('four', keys.APP_SECRET)).toBe(403);
    expect(await delivered('five', rotated.APP_SECRET)).toBe(200);
    expect(await sandbox.saidBy(ANA)).toEqual([['one', 'two', 'three', 'five']]);
  });

  it('rotates while agents answer: a refused token is read anew', async () => {
    await delivered('hello', keys.APP_SECRET);
    await putSecret(JSON.stringify(rotated));
    const [chat] = await sandbox.contacts();
    await sandbox.agentSays(chat?.contactId ?? '', 'Hello!');
    await sandbox.settled();
    expect((await sandbox.receivedBy(ANA)).at(-1)).toBe('Hello!');
    expect(await sandbox.failures()).toEqual([]);
  });
});
