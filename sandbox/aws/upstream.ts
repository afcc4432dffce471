import {
  type ApiAnswer,
  type ApiCall,
  ApiError,
  type ApiService,
  errorAnswer,
  targetOperation,
} from './protocol';

export interface UpstreamOptions {
  url: string;
  operations: readonly string[];
  throttle: { status: number; name: string };
  failure: { status: number; name: string };
}

/** A service that a server of its own simulates; the call is handed on as it is. */
export function upstream({ url, operations, throttle, failure }: UpstreamOptions): ApiService {
  return {
    operations,
    operationOf: (request) => targetOperation(request) ?? queryOperation(request),
    handle: (call) => forward(url, call),
    throttle: () => errorAnswer(throttle.status, throttle.name, 'Rate exceeded'),
    failure: ({ error = failure.name, status = failure.status }) =>
      errorAnswer(status, String(error)),
  };
}

/** The operation of the AWS Query protocol, which SNS speaks: `Action=Publish&…` in the body. */
function queryOperation({ body }: Pick<ApiCall, 'body'>): string | undefined {
  return new URLSearchParams(body.toString()).get('Action') ?? undefined;
}

async function forward(url: string, { method, path, headers, body }: ApiCall): Promise<ApiAnswer> {
  const {
    host: _host,
    connection: _connection,
    'content-length': _length,
    expect: _,
    ...rest
  } = headers;
  const response = await fetch(`${url}${path}`, {
    method,
    headers: rest as Record<string, string>,
    body: method === 'GET' ? undefined : new Uint8Array(body),
  }).catch((error: Error) => {
    // As at the end, when a long poll is under way.
    throw new ApiError(503, 'ServiceUnavailable', error.message);
  });
  return {
    status: response.status,
    headers: passedOn(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  };
}

function passedOn(headers: Headers): Record<string, string> {
  const names = ['content-type', 'x-amz-crc32', 'x-amzn-requestid', 'x-amzn-errortype'];
  return Object.fromEntries(
    names.flatMap((name) => (headers.get(name) ? [[name, headers.get(name) as string]] : [])),
  );
}
