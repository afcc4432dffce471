/** Codes of Node.js and undici for a connection that was never made: the request cannot have been read. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Whether a failed request provably never reached its receiver. */
export function neverConnected(error: unknown): boolean {
  const { code, message, cause } = error as Error & { code?: string };
  if (code && NEVER_CONNECTED.has(code)) return true;
  // The AWS SDK's own time-out of connecting has no code, the one of answering has.
  if (!code && message.includes('did not establish a connection')) return true;
  return cause instanceof Error && neverConnected(cause);
}

/**
 * Whether a failed request to an AWS service provably changed nothing: refused, or never made, at the
 * first attempt. Of the attempts before the last one the SDK tells nothing but their number.
 */
export function hadNoEffect(error: unknown): boolean {
  const { $metadata } = error as Error & {
    $metadata?: { httpStatusCode?: number; attempts?: number };
  };
  const { httpStatusCode: status = 0, attempts = 1 } = $metadata ?? {};
  if (attempts > 1) return false;
  return (status >= 400 && status < 500) || neverConnected(error);
}
