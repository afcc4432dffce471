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
  const { code, cause } = error as { code?: string; cause?: unknown };
  if (code && NEVER_CONNECTED.has(code)) return true;
  return cause instanceof Error && neverConnected(cause);
}
