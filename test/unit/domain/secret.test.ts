import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import * as z from 'zod';
import { ServiceFault } from '../../../domain/errors';
import { cachedSecret, SecretMalformed } from '../../../domain/secret';
import { awsError } from '../../support/aws-error';
import { useStoppedClock } from '../../support/stopped-clock';

const schema = z.object({ TOKEN: z.string().min(1), KEY: z.string().min(1) });
const first = { TOKEN: 'token-1', KEY: 'key-1' };
const second = { TOKEN: 'token-2', KEY: 'key-1' };

const clock = useStoppedClock();
const client = mockClient(SecretsManagerClient);
const fetches = () => client.commandCalls(GetSecretValueCommand).length;

function holds(SecretString: string): void {
  client.on(GetSecretValueCommand).resolves({ SecretString });
}

beforeEach(() => {
  client.reset();
  holds(JSON.stringify(first));
});

function secret() {
  return cachedSecret('arn:of:the:secret', schema);
}

describe('read', () => {
  it('fetches once in five minutes', async () => {
    const { read } = secret();
    expect(await read()).toEqual(first);
    holds(JSON.stringify(second));
    clock.advance(299);
    expect(await read()).toEqual(first);
    expect(fetches()).toBe(1);
    clock.advance(2);
    expect(await read()).toEqual(second);
    expect(fetches()).toBe(2);
  });

  it.each([
    ['lacks a key', '{"TOKEN":"token-1"}', 'KEY'],
    ['has an empty value', '{"TOKEN":"","KEY":"key-1"}', 'TOKEN'],
    ['has two wrong values', '{"TOKEN":1}', 'TOKEN, KEY'],
    ['is a list', '["token-1"]', 'the secret itself'],
    ['is a bare token and no JSON', 'EAAB-token-1', 'the secret itself'],
    ['is JSON cut short', '{"TOKEN":"token-1"', 'the secret itself'],
  ])('names what is wrong with a secret that %s, and quotes nothing', async (_, text, keys) => {
    holds(text);
    const error = await secret()
      .read()
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SecretMalformed);
    expect(String(error)).toBe(`SecretMalformed: The secret needs correct values for: ${keys}.`);
  });

  it.each([
    ['ResourceNotFoundException', 400],
    ['AccessDeniedException', 400],
    ['DecryptionFailure', 400],
    ['InternalServiceError', 500],
  ])('takes it for a fault where the secret cannot be had (%s)', async (name, status) => {
    client.on(GetSecretValueCommand).rejects(awsError(name, status, 'arn:of:the:secret'));
    await expect(secret().read()).rejects.toEqual(new ServiceFault(`Secrets Manager: ${name}`));
  });
});

describe('refresh', () => {
  it('fetches the secret as it stands, and read has it from then on', async () => {
    const { read, refresh } = secret();
    await read();
    holds(JSON.stringify(second));
    expect(await refresh()).toEqual(second);
    expect(await read()).toEqual(second);
    expect(fetches()).toBe(2);
  });

  it('fetches at most once in thirty seconds, whatever is asked for', async () => {
    const { refresh } = secret();
    await refresh();
    clock.advance(29);
    expect(await refresh()).toBeUndefined();
    expect(fetches()).toBe(1);
    clock.advance(1);
    expect(await refresh()).toEqual(first);
    expect(fetches()).toBe(2);
  });

  it('counts a fetch that failed', async () => {
    const { refresh } = secret();
    client.on(GetSecretValueCommand).rejects(awsError('InternalServiceError', 500));
    await expect(refresh()).rejects.toThrow('Secrets Manager: InternalServiceError');
    expect(await refresh()).toBeUndefined();
  });

  it('limits each secret by itself', async () => {
    await secret().refresh();
    expect(await cachedSecret('arn:of:another', schema).refresh()).toEqual(first);
  });
});
