import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import { isSimulated } from './settings';

/** The embedded servers for queues, topics and tables, each on a port of its own that only the gateway knows. */
export interface Backing {
  dynamodbUrl: string;
  queuesUrl: string;
  close(): Promise<void>;
}

export async function startBacking(): Promise<Backing> {
  const tables = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  if (isSimulated('dynamodb')) {
    tables.listen(0, '127.0.0.1');
    await once(tables, 'listening');
  }
  // An ECMAScript module only, which a CommonJS one can import no other way.
  const { buildApp } = await import('fauxqs');
  const queues = buildApp({ logger: false });
  const queuesUrl = await queues.listen({ host: '127.0.0.1', port: 0 });
  const address = tables.address() as AddressInfo | null;
  return {
    dynamodbUrl: address ? `http://127.0.0.1:${address.port}` : '',
    queuesUrl,
    close: async () => {
      tables.closeAllConnections();
      await queues.close();
    },
  };
}
