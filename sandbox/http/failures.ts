import { Hono } from 'hono';
import { ApiError } from '../aws/protocol';
import type { Parts } from './parts';

/** The failure ledger. */
export function failureRoutes({ pipeline }: Parts): Hono {
  const app = new Hono();
  app.get('/', async (c) => c.json(await pipeline.failures()));
  app.get('/:id', async (c) => {
    const id = c.req.param('id');
    const entry = (await pipeline.failures()).find((one) => one.id === id);
    if (!entry) throw new ApiError(404, 'NotFound', `The ledger has no entry ${id}.`);
    return c.json(entry);
  });
  return app;
}
