import { isThrottlingError, isTransientError } from '@smithy/core/retry';
import type { SdkError } from '@smithy/types';

/** What the operator has to put right before anything can be done: one sentence. */
export class CliError extends Error {
  override readonly name = 'CliError';
}

/** What the SDK throws where it has nothing to sign with: no service was asked. */
const absentCredentials = ['CredentialsProviderError', 'TokenProviderError'];

const refusedCredentials = [
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
];

/** An error as one sentence, which says what to do where that is known. Never a stack trace. */
export function explain(error: unknown): string {
  const { name, message } = asError(error);
  const code = systemCode(error);
  if (error instanceof CliError) return message;
  if (lacksCredentials(error)) return noCredentials(error);
  if (refusedCredentials.includes(name)) {
    return `AWS does not accept the credentials (${name}): sign in, or give --profile.`;
  }
  if (message === 'Region is missing') return 'The Region is missing: give --region or --profile.';
  if (code) return `The service cannot be reached (${code}): check the network and --region.`;
  return `${name}: ${message.split('\n')[0]}`;
}

/** Whether there is nothing to sign a request with. */
export function lacksCredentials(error: unknown): boolean {
  return absentCredentials.includes(asError(error).name);
}

/** @param where they were looked for, for example `for the profile operations` */
export function noCredentials(error: unknown, where?: string): string {
  const [why = ''] = asError(error).message.split('\n');
  const found = ['No credentials were found', where].filter(Boolean).join(' ');
  return `${found} (${why.replace(/\.$/, '')}): sign in, or give --profile.`;
}

/** What to do about an error of an AWS client. */
export function advice(error: unknown): string {
  const { name, status } = asError(error);
  if (status === 403 || /^AccessDenied|^AuthorizationError/.test(name)) {
    return 'Allow this call to the role that you use: docs/chat-ops.md lists the actions.';
  }
  return 'Try again; if it stays, look at the service in the AWS console.';
}

/** Whether an error may be over at the next try: a throttle, a fault of the service or of the network. */
export function isTransient(error: unknown): boolean {
  return isThrottlingError(error as SdkError) || isTransientError(error as SdkError);
}

/** Name and HTTP status of an error of an AWS client, for people. */
export function errorName(error: unknown): string {
  const { name, status } = asError(error);
  return status ? `${name} (HTTP ${status})` : name;
}

/** The HTTP status that an AWS service answered with; undefined where none arrived. */
export function statusOf(error: unknown): number | undefined {
  return asError(error).status;
}

/** For example ECONNREFUSED; undefined where a service answered. */
export function systemCode(error: unknown): string | undefined {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  return [code, cause?.code].find((one) => /^E[A-Z]+$/.test(one ?? ''));
}

function asError(error: unknown) {
  const { name, message, $metadata } = error as Error & {
    $metadata?: { httpStatusCode?: number };
  };
  return { name, message, status: $metadata?.httpStatusCode };
}
