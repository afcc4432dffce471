import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { inProcess } from './aws/in-process';
import { startBacking } from './backing';
import { clients as newClients } from './clients';
import { createApp } from './http/app';
import { refuseStrangers } from './http/local';
import { buildFunctions } from './lambda/functions';
import { type LogLine, Pipeline } from './pipeline';
import { endpoints, type Pauses } from './settings';
import { World } from './world';

/** Where the simulated services are, below the sandbox's own URL. */
const GATEWAY = '/aws';

export interface SandboxOptions {
  /** 0 takes any free port. */
  port: number;
  pauses: Pauses;
  onLog?(line: LogLine): void;
}

export interface Sandbox {
  url: string;
  stop(): Promise<void>;
}

/** Starts everything on one port of the loopback interface. */
export async function startSandbox({ port, pauses, onLog }: SandboxOptions): Promise<Sandbox> {
  const server = createServer(starting).listen(port, '127.0.0.1');
  await once(server, 'listening').catch((error) => {
    throw error.code === 'EADDRINUSE' ? new Error(portTaken(port)) : error;
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const urls = endpoints(`${url}${GATEWAY}`);
  const outdir = await mkdtemp(join(tmpdir(), 'connect-messaging-'));
  const [backing] = await Promise.all([startBacking(), buildFunctions(outdir)]);
  const own = { url, handler: inProcess(() => world.gateway, GATEWAY) };
  const clients = newClients(urls, own);
  const world: World = new World(backing, clients.sns);
  const urlsBy = (id: string) => endpoints(`${url}${GATEWAY}/by/${id}`);
  const pipeline = new Pipeline({ world, clients, url, urls: urlsBy, outdir, pauses, onLog });
  const app = createApp({ world, pipeline });
  server.off('request', starting).on('request', listener(world, getRequestListener(app.fetch)));
  await pipeline.start();
  return {
    url,
    stop: async () => {
      close(server);
      await pipeline.stop();
      await backing.close();
      await rm(outdir, { recursive: true, force: true });
    },
  };
}

/** Without an answer, a request that comes too early would wait for ever. */
const starting: RequestListener = (_, response) => {
  response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' });
  const message = 'The sandbox is starting: it is ready once it has printed its URL.';
  response.end(JSON.stringify({ error: 'Starting', message }));
};

function portTaken(port: number): string {
  return `Something listens on 127.0.0.1:${port} already. Choose another port: npm start -- --port 0`;
}

function listener({ gateway }: World, app: RequestListener): RequestListener {
  return (request, response) => {
    if (refuseStrangers(request, response)) return;
    if (!request.url?.startsWith(`${GATEWAY}/`)) return app(request, response);
    request.url = request.url.slice(GATEWAY.length);
    // A caller that goes away in the middle of its request gets no answer.
    gateway.serve(request, response).catch(() => response.destroy());
  };
}

function close(server: Server): void {
  server.close();
  server.closeAllConnections();
}
