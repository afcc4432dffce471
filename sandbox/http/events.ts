import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Parts } from './parts';

const KEEP_ALIVE_MS = 15_000;

/** Server-sent events of what happens in the sandbox. */
export function eventRoutes({ world: { events } }: Parts): Hono {
  return new Hono().get('/', (c) =>
    streamSSE(c, async (stream) => {
      const unsubscribe = events.subscribe((event) => {
        void stream.writeSSE({ event: event.type, data: JSON.stringify(event) });
      });
      stream.onAbort(unsubscribe);
      while (!stream.aborted) {
        await stream.writeSSE({ event: 'alive', data: '{}' });
        await stream.sleep(KEEP_ALIVE_MS);
      }
    }),
  );
}
