import { TransformParameterError } from '@aws-lambda-powertools/parameters/errors';
import { getSecret } from '@aws-lambda-powertools/parameters/secrets';
import type * as z from 'zod';
import { ServiceFault } from './errors';

/** The secret is there, but lacks a key or is not JSON. Names the keys, never a value. */
export class SecretMalformed extends Error {
  override readonly name = 'SecretMalformed';
}

export interface CachedSecret<Value> {
  /** The secret, at most five minutes old. */
  read(): Promise<Value>;
  /**
   * The secret as it stands now, to be asked for when the cached one was refused. Undefined where
   * it was fetched a moment ago: refused requests must not turn into a flood of calls.
   */
  refresh(): Promise<Value | undefined>;
}

const MAX_AGE_SECONDS = 300;
const REFRESH_INTERVAL_MS = 30_000;

/** A JSON secret of Secrets Manager, cached in the execution environment and checked against a schema. */
export function cachedSecret<Value>(
  secretId: string,
  schema: z.ZodType<Value>,
): CachedSecret<Value> {
  let refreshedAt = Number.NEGATIVE_INFINITY;
  const options = { maxAge: MAX_AGE_SECONDS, transform: 'json' } as const;
  const fetch = async (forceFetch: boolean) =>
    checked(await getSecret(secretId, { ...options, forceFetch }).catch(unlessNotJson), schema);
  return {
    read: () => fetch(false),
    refresh: async () => {
      // A clock that was set back meanwhile must not stop it for long.
      if (Math.abs(Date.now() - refreshedAt) < REFRESH_INTERVAL_MS) return undefined;
      refreshedAt = Date.now();
      return fetch(true);
    },
  };
}

/** A parser's complaint quotes the text, so it goes no further. */
function unlessNotJson(error: unknown): undefined {
  if (error instanceof TransformParameterError) return;
  // The library wraps the service's own error.
  const { name } = ((error as Error).cause ?? error) as Error;
  throw new ServiceFault(`Secrets Manager: ${name}`, { cause: error });
}

function checked<Value>(secret: unknown, schema: z.ZodType<Value>): Value {
  const result = schema.safeParse(secret);
  if (result.success) return result.data;
  const keys = result.error.issues.map((issue) => issue.path.join('.') || 'the secret itself');
  throw new SecretMalformed(`The secret needs correct values for: ${keys.join(', ')}.`);
}
