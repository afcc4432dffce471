import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { HttpHandlerOptions, HttpRequest } from '@smithy/types';
import type { Gateway } from './gateway';
import type { ApiCall } from './protocol';

/**
 * Takes the calls of an AWS client to the gateway without a socket. The sandbox's own clients, as
 * opposed to those in the functions, make half of all calls.
 */
export function inProcess(gateway: () => Gateway, basePath: string) {
  return {
    handle: async (request: HttpRequest, { abortSignal }: HttpHandlerOptions = {}) => {
      const answered = gateway().call(callOf(request, basePath));
      const answer = await unlessAborted(answered, abortSignal);
      if (!answer) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      const { status: statusCode, headers = {}, body } = answer;
      return { response: { statusCode, headers, body: Readable.from([Buffer.from(body)]) } };
    },
  };
}

function callOf(
  { method, path, query = {}, headers, body }: HttpRequest,
  basePath: string,
): Omit<ApiCall, 'operation'> {
  const search = new URLSearchParams(query as Record<string, string>).toString();
  return {
    method,
    path: path.slice(basePath.length) + (search && `?${search}`),
    headers,
    body: bytes(body),
  };
}

function bytes(body: unknown): Buffer {
  if (!(body instanceof Uint8Array)) return Buffer.from(String(body ?? ''));
  // Buffer.from(body) would ask the SDK's body for its value as a string, of which the SDK warns.
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}

async function unlessAborted<T>(work: Promise<T>, signal: HttpHandlerOptions['abortSignal']) {
  if (!signal) return work;
  const over = new AbortController();
  try {
    return await Promise.race([work, aborted(signal as AbortSignal, over.signal)]);
  } finally {
    over.abort();
  }
}

/** Fails as soon as the caller loses interest, and listens no longer than the call lasts. */
async function aborted(signal: AbortSignal, over: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort', { signal: over });
  throw Object.assign(new Error('Request aborted'), { name: 'AbortError' });
}
