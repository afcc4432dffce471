import type { RequestListener } from 'node:http';
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
  const queues = buildApp({ logger: false });
  await queues.ready();
  return {
    tables: upstream(handleTables as DispatchFunc),
    queues: upstream(queues.routing as DispatchFunc),
    close: () => queues.close(),
  };
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
