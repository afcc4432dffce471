import type { IncomingMessage, ServerResponse } from 'node:http';

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * Refuses requests that a web page elsewhere could make a developer's browser send: those for
 * another host name (DNS rebinding) and those from another origin.
 *
 * @returns whether the request was refused, and so answered
 */
export function refuseStrangers(request: IncomingMessage, response: ServerResponse): boolean {
  const { host = '', origin } = request.headers;
  const sameOrigin = origin === undefined || origin === `http://${host}`;
  if (LOOPBACK.test(host) && sameOrigin) return false;
  response.writeHead(403, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({ error: 'Forbidden', message: 'The sandbox answers its own machine only.' }),
  );
  return true;
}
