import { Hono } from 'hono';
import * as z from 'zod';
import { discard } from '../../domain/failures/discard';
import { findEntry } from '../../domain/failures/ledger-reader';
import { NotAllowed } from '../../domain/failures/refusals';
import { replay } from '../../domain/failures/replay';
import type { LedgerEntry } from '../../domain/ledger';
import { ApiError } from '../aws/protocol';
import type { Parts } from './parts';

const replaySchema = z.strictObject({
  /** Resends what the provider may have sent already. */
  force: z.boolean().default(false),
});

/** The failure ledger, and what an operator does about it. */
export function failureRoutes({ pipeline }: Parts): Hono {
  const find = async (id: string): Promise<LedgerEntry> => {
    const entry = await findEntry(pipeline.ledger, id);
    if (!entry) throw new ApiError(404, 'NotFound', `The ledger has no entry ${id}.`);
    return entry;
  };
  const app = new Hono();
  app.get('/', async (c) => c.json(await pipeline.failures()));
  app.get('/:id', async (c) => c.json(await find(c.req.param('id'))));
  app.post('/:id/replay', async (c) => {
    const entry = await find(c.req.param('id'));
    const options = replaySchema.parse(JSON.parse((await c.req.text()) || '{}'));
    await allowed(replay(pipeline.ledger, entry, options));
    return c.json(await find(entry.id), 202);
  });
  app.post('/:id/discard', async (c) => {
    const entry = await find(c.req.param('id'));
    await allowed(discard(pipeline.ledger, entry));
    return c.json(await find(entry.id));
  });
  return app;
}

async function allowed(change: Promise<unknown>): Promise<void> {
  await change.catch((error) => {
    throw error instanceof NotAllowed ? new ApiError(409, error.name, error.message) : error;
  });
}
