import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** The last segment of `/webhook/<channel>`. */
export function channelOf({ rawPath }: APIGatewayProxyEventV2): string {
  return rawPath.split('/').pop() ?? '';
}

/** An answer that no browser may take for anything but text. */
export function text(statusCode: number, body: string): APIGatewayProxyStructuredResultV2 {
  return { statusCode, headers: headers('text/plain; charset=utf-8'), body };
}

/** A refusal in words. */
export function json(
  statusCode: number,
  error: string,
  message: string,
): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode,
    headers: headers('application/json'),
    body: JSON.stringify({ error, message }),
  };
}

function headers(contentType: string): Record<string, string> {
  return { 'content-type': contentType, 'x-content-type-options': 'nosniff' };
}
