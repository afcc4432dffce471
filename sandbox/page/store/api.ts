import { signal } from '@preact/signals';

export interface Call {
  method: string;
  path: string;
  body?: object | undefined;
  status?: number;
}

/** What the page last did, so that it can be done again from a terminal. */
export const lastCall = signal<Call | undefined>(undefined);

/** What went wrong, as a sentence. */
export const notice = signal('');

/** Puts what went wrong into the notice. */
export function tell(error: Error): void {
  notice.value = error.message;
}

/** @throws Error with the sandbox's own sentence where it refuses */
export async function get<Body>(path: string): Promise<Body> {
  return (await answered({ method: 'GET', path })) as Body;
}

/**
 * Does something that the user asked for.
 *
 * @returns whether it was done; what went wrong stands in the notice
 */
export async function act(method: 'POST' | 'PUT', path: string, body?: object): Promise<boolean> {
  const call = { method, path, body };
  notice.value = '';
  try {
    await answered(call);
    return true;
  } catch (error) {
    tell(error as Error);
    return false;
  }
}

/** Tells the sandbox what nobody asked for. Where that fails, what is asked for next says why. */
export function mention(path: string, body: object): void {
  void request({ method: 'POST', path, body }).catch(() => undefined);
}

async function answered(call: Call): Promise<unknown> {
  const { method, path } = call;
  const response = await request(call);
  if (method !== 'GET') lastCall.value = { ...call, status: response.status };
  const sentence = `${method} ${path} was answered with ${response.status}`;
  const answer: { message?: string } = await response.json().catch(() => {
    throw new Error(`${sentence}, and not with JSON.`);
  });
  if (response.ok) return answer;
  throw new Error(answer.message ?? `${sentence}.`);
}

function request({ method, path, body }: Call): Promise<Response> {
  return fetch(path, {
    method,
    ...(body && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  }).catch(() => {
    throw new Error('The sandbox does not answer. Is npm start still running?');
  });
}

/** The same call for a terminal. */
export function asCurl({ method, path, body }: Call): string {
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const json = body && ` -H 'content-type: application/json' -d ${quoted(JSON.stringify(body))}`;
  return `curl -X ${method} ${quoted(location.origin + path)}${json ?? ''}`;
}
