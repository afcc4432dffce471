import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import dynalite from 'dynalite';
import { type DispatchFunc, type InjectOptions, inject } from 'light-my-request';
import type { ApiAnswer, ApiCall } from './aws/protocol';

/** Takes a call as it arrived, without a socket in between: half of all calls end here. */
export type Upstream = (call: ApiCall) => Promise<ApiAnswer>;

/** The embedded servers for tables, and for queues and topics. They listen nowhere. */
export interface Backing {
  tables: Upstream;
  queues: Upstream;
  close(): Promise<void>;
}

export async function startBacking(): Promise<Backing> {
  const tables = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const [handleTables] = tables.listeners('request') as RequestListener[];
  // An ECMAScript module only, which a CommonJS one can import no other way.
  const { buildApp } = await import('fauxqs');
  await acceptAllCharacters();
  const queues = buildApp({ logger: false });
  await queues.ready();
  return {
    tables: upstream(handleTables as DispatchFunc),
    queues: upstream(queues.routing as DispatchFunc),
    close: () => queues.close(),
  };
}

/** What SQS refuses in a message (API reference, SendMessage: MessageBody), code point by code point. */
const REFUSED_CHARACTER = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/**
 * fauxqs (1.9.2, and 2.4.1 as well) looks at each half of a surrogate pair, so that it would refuse every
 * message with an emoji. Its expression is no part of what the package exports, hence the path.
 */
async function acceptAllCharacters(): Promise<void> {
  const file = join(__dirname, '..', 'node_modules', 'fauxqs', 'dist', 'sqs', 'sqsTypes.js');
  const types = (await import(pathToFileURL(file).href)) as { INVALID_MESSAGE_BODY_CHAR: RegExp };
  types.INVALID_MESSAGE_BODY_CHAR.test = (text) => REFUSED_CHARACTER.test(text);
}

function upstream(handler: DispatchFunc): Upstream {
  return async ({ method, path, headers, body }) => {
    const { 'content-length': _, 'transfer-encoding': __, ...rest } = headers;
    const response = await inject(handler, {
      method: method as NonNullable<InjectOptions['method']>,
      url: path,
      headers: rest as Record<string, string>,
      payload: body,
    });
    return {
      status: response.statusCode,
      headers: response.headers as Record<string, string>,
      body: response.rawPayload,
    };
  };
}
