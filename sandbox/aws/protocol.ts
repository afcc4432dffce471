/** One call of a simulated API, as it arrives. */
export interface ApiCall {
  /** For example `StartChatContact`. */
  operation: string;
  method: string;
  /** Below the service's own root, with its query. */
  path: string;
  headers: Record<string, string | undefined>;
  body: Buffer;
}

export interface ApiAnswer {
  status: number;
  headers?: Record<string, string>;
  body: string | Buffer;
}

/** An error that a fault rule asks for; what it leaves out is the service's usual failure. */
export interface ServiceError {
  /** Name of the error, or the Graph API's code. */
  error?: string | number | undefined;
  status?: number | undefined;
  subcode?: number | undefined;
  reason?: string | undefined;
  deliveryStatus?: string | undefined;
}

/** A simulated service: names the operation of a request, answers it, and knows its own errors. */
export interface ApiService {
  /** The operations it has, for the list of APIs that faults can concern. */
  operations: readonly string[];
  /** The operation that a request asks for; undefined where there is none. */
  operationOf(request: Omit<ApiCall, 'operation'>): string | undefined;
  /** Without an answer, whoever called dies: so does dispatch with the execution that it waits for. */
  handle(call: ApiCall): Promise<ApiAnswer | undefined>;
  /** How it says that a rate is used up. */
  throttle(operation: string): ApiAnswer;
  /** How it says that it failed, or any other error by name. */
  failure(fault: ServiceError, call: ApiCall): ApiAnswer;
}

export function jsonAnswer(body: unknown, status = 200): ApiAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** An error as the AWS JSON and REST-JSON protocols carry it. */
export function errorAnswer(
  status: number,
  name: string,
  message = name,
  details?: object | '',
): ApiAnswer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': name },
    body: JSON.stringify({ __type: name, message, Message: message, ...(details || {}) }),
  };
}

/** Thrown by simulators; becomes the answer. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    override readonly name: string,
    message: string,
  ) {
    super(message);
  }
}

/** The operation of the AWS JSON protocols: `X-Amz-Target: Service.Operation`. */
export function targetOperation({ headers }: Pick<ApiCall, 'headers'>): string | undefined {
  return headers['x-amz-target']?.split('.').pop();
}

/** Throttling and failure as most AWS JSON services answer them. */
export const awsJsonErrors = {
  throttle: () => errorAnswer(400, 'ThrottlingException', 'Rate exceeded'),
  failure: ({ error = 'InternalServerException', status = 500, reason }: ServiceError) =>
    errorAnswer(status, String(error), undefined, reason && { Reason: reason }),
};
