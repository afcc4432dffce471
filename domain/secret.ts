import { GetSecretValueCommand, ResourceNotFoundException } from '@aws-sdk/client-secrets-manager';
import type * as z from 'zod';
import { secretsManager } from './clients/secrets-manager';
import { HOUR, MINUTE } from './clock';
import { ServiceFault } from './errors';
import { parseJson } from './json';

/** The secret is there, but lacks a key or is not JSON. Names the keys, never a value. */
export class SecretMalformed extends Error {
  override readonly name = 'SecretMalformed';
}

/** What a secret holds, and what it held before the rotation where that was within the last hour. */
export interface Versions<Value> {
  current: Value;
  previous?: Value | undefined;
}

export interface CachedSecret<Value> {
  /** The secret, at most five minutes old; older only while it cannot be fetched. */
  read(): Promise<Versions<Value>>;
  /**
   * The secret as it stands now, to be asked for when the cached one was refused. Undefined where
   * it was fetched a moment ago: refused requests must not turn into a flood of calls.
   */
  refresh(): Promise<Versions<Value> | undefined>;
}

const MAX_AGE_MS = 5 * MINUTE * 1000;
const REFRESH_INTERVAL_MS = 30_000;
/** A leaked secret must not be good for ever, and nobody redelivers for longer under an old one. */
const PREVIOUS_COUNTS_MS = HOUR * 1000;

/**
 * A JSON secret of Secrets Manager, cached in the execution environment and checked against a
 * schema. It may be rotated at any time: its staging labels tell the value and the one before
 * (Secrets Manager API reference, GetSecretValue).
 *
 * @throws SecretMalformed, ServiceFault, from both ways of reading it
 */
export function cachedSecret<Value>(
  secretId: string,
  schema: z.ZodType<Value>,
): CachedSecret<Value> {
  let cached: { versions: Versions<Value>; readAt: number } | undefined;
  let refreshedAt = Number.NEGATIVE_INFINITY;
  const fetch = async () => {
    const versions = await fetchVersions(secretId, schema);
    cached = { versions, readAt: Date.now() };
    return versions;
  };
  return {
    read: async () => {
      if (cached && isWithin(MAX_AGE_MS, cached.readAt)) return cached.versions;
      return fetch().catch((error: unknown) => {
        // Better an old secret than none while Secrets Manager is down.
        if (cached && error instanceof ServiceFault) return cached.versions;
        throw error;
      });
    },
    refresh: async () => {
      if (isWithin(REFRESH_INTERVAL_MS, refreshedAt)) return undefined;
      refreshedAt = Date.now();
      return fetch();
    },
  };
}

/** Whether an instant is no further away than this. A clock that was set back must not hold it up for long. */
function isWithin(ms: number, instant: number): boolean {
  return Math.abs(Date.now() - instant) < ms;
}

async function fetchVersions<Value>(
  secretId: string,
  schema: z.ZodType<Value>,
): Promise<Versions<Value>> {
  const { text, createdAt } = await getValue(secretId, 'AWSCURRENT');
  const current = checked(parseJson(text), schema);
  if (!isWithin(PREVIOUS_COUNTS_MS, createdAt)) return { current };
  const before = await getValue(secretId, 'AWSPREVIOUS').catch(unlessThereIsNone);
  // An older one need not have every key.
  return { current, previous: schema.safeParse(parseJson(before?.text)).data };
}

async function getValue(SecretId: string, VersionStage: string) {
  const command = new GetSecretValueCommand({ SecretId, VersionStage });
  const { SecretString, CreatedDate } = await secretsManager.send(command).catch(passing);
  return { text: SecretString, createdAt: CreatedDate?.getTime() ?? 0 };
}

function passing(error: Error): never {
  throw new ServiceFault(`Secrets Manager: ${error.name}`, { cause: error });
}

function unlessThereIsNone(error: ServiceFault): undefined {
  if (!(error.cause instanceof ResourceNotFoundException)) throw error;
}

function checked<Value>(secret: unknown, schema: z.ZodType<Value>): Value {
  const result = schema.safeParse(secret);
  if (result.success) return result.data;
  const keys = result.error.issues.map((issue) => issue.path.join('.') || 'the secret itself');
  throw new SecretMalformed(`The secret needs correct values for: ${keys.join(', ')}.`);
}
