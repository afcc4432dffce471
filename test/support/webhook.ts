import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { signatureOf } from './facebook';

interface Request {
  path?: string;
  headers?: Record<string, string>;
  body?: string;
  isBase64Encoded?: boolean;
  query?: Record<string, string>;
}

/** A request as an HTTP API hands it to a function (payload format 2.0). */
export function httpRequest(method: string, request: Request): APIGatewayProxyEventV2 {
  const { path = '/webhook/facebook', headers = {}, query, ...body } = request;
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { 'content-type': 'application/json', host: 'api.example.com', ...headers },
    queryStringParameters: query,
    isBase64Encoded: false,
    ...body,
    requestContext: {
      accountId: '111122223333',
      apiId: 'a1b2c3d4e5',
      domainName: 'api.example.com',
      domainPrefix: 'api',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '203.0.113.9', userAgent: 'test' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: '20/Nov/2026:10:00:00 +0000',
      timeEpoch: 1795168800000,
    },
  };
}

/** A webhook as Meta posts it, signed. */
export function signedPost(body: string, request: Request = {}): APIGatewayProxyEventV2 {
  const headers = { 'x-hub-signature-256': signatureOf(body), ...request.headers };
  return httpRequest('POST', { body, ...request, headers });
}
