import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { cachedSecret, SecretMalformed } from '../../../domain/secret';
import { awsError } from '../../support/aws-error';
import { useSecretsManager } from '../../support/secrets-manager';
import { useStoppedClock } from '../../support/stopped-clock';

const schema = z.object({ TOKEN: z.string().min(1), KEY: z.string().min(1) });
const first = { TOKEN: 'token-1', KEY: 'key-1' };
const second = { TOKEN: 'token-2', KEY: 'key-1' };

const HOUR = 3600;

const clock = useStoppedClock();
const secrets = useSecretsManager();
const { client, fetches } = secrets;
const holds = (text: string) => secrets.holds(text);

beforeEach(() => holds(JSON.stringify(first)));

function secret() {
  return cachedSecret('arn:of:the:secret', schema);
}

describe('read', () => {
  it('fetches once in five minutes', async () => {
    const { read } = secret();
    expect(await read()).toEqual({ current: first });
    holds(JSON.stringify(second));
    clock.advance(299);
    expect(await read()).toEqual({ current: first });
    expect(fetches()).toBe(1);
    clock.advance(2);
    expect(await read()).toEqual({ current: second });
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
    await expect(secret().read()).rejects.toMatchObject({
      name: 'ServiceFault',
      message: `Secrets Manager: ${name}`,
    });
  });
});

describe('a secret that was read before', () => {
  it('counts for as long as Secrets Manager is down', async () => {
    const { read } = secret();
    await read();
    clock.advance(HOUR);
    client.on(GetSecretValueCommand).rejects(awsError('InternalServiceError', 500));
    client
      .on(GetSecretValueCommand, { VersionStage: 'AWSCURRENT' })
      .rejects(awsError('InternalServiceError', 500));
    expect(await read()).toEqual({ current: first });
  });

  it('counts no more once it is malformed', async () => {
    const { read } = secret();
    await read();
    clock.advance(HOUR);
    holds('{}');
    await expect(read()).rejects.toThrow(SecretMalformed);
  });
});

describe('refresh', () => {
  it('fetches the secret as it stands, and read has it from then on', async () => {
    const { read, refresh } = secret();
    await read();
    holds(JSON.stringify(second));
    expect(await refresh()).toEqual({ current: second });
    expect(await read()).toEqual({ current: second });
    expect(fetches()).toBe(2);
  });

  it('fetches at most once in thirty seconds, whatever is asked for', async () => {
    const { refresh } = secret();
    await refresh();
    clock.advance(29);
    expect(await refresh()).toBeUndefined();
    expect(fetches()).toBe(1);
    clock.advance(1);
    expect(await refresh()).toEqual({ current: first });
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
    expect(await cachedSecret('arn:of:another', schema).refresh()).toEqual({ current: first });
  });
});

describe('the value before the rotation', () => {
  const rotate = (before: object | string = first) => {
    holds(typeof before === 'string' ? before : JSON.stringify(before));
    secrets.rotate(JSON.stringify(second));
  };

  it('is known for an hour', async () => {
    const { read } = secret();
    rotate();
    expect(await read()).toEqual({ current: second, previous: first });
    clock.advance(HOUR - 1);
    expect(await read()).toEqual({ current: second, previous: first });
    clock.advance(301);
    expect(await read()).toEqual({ current: second });
  });

  it('is not even asked for where the last rotation is long ago', async () => {
    rotate();
    clock.advance(HOUR);
    expect(await secret().read()).toEqual({ current: second });
    expect(secrets.stages()).toEqual(['AWSCURRENT']);
  });

  it('comes with the refresh that a rotation makes necessary', async () => {
    const { read, refresh } = secret();
    await read();
    rotate();
    expect(await refresh()).toEqual({ current: second, previous: first });
  });

  it('is none where the secret is as new as that', async () => {
    secrets.created(JSON.stringify(first));
    expect(await secret().read()).toEqual({ current: first });
    expect(secrets.stages()).toEqual(['AWSCURRENT', 'AWSPREVIOUS']);
  });

  it.each([
    ['lacked a key', '{"TOKEN":"token-0"}'],
    ['was no JSON', 'token-0'],
  ])('does not count where it %s', async (_, before) => {
    rotate(before);
    expect(await secret().read()).toEqual({ current: second });
  });

  it('is not taken for missing where it cannot be had', async () => {
    rotate();
    client
      .on(GetSecretValueCommand, { VersionStage: 'AWSPREVIOUS' })
      .rejects(awsError('InternalServiceError', 500));
    await expect(secret().read()).rejects.toThrow('Secrets Manager: InternalServiceError');
  });
});
