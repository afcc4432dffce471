import { Hono } from 'hono';
import * as z from 'zod';
import { ApiError } from '../aws/protocol';
import { faultsSchema, modes } from '../faults';
import { summarized } from '../step-functions/summary';
import type { Parts } from './parts';

const YEAR_SECONDS = 366 * 86_400;
const clockSchema = z.strictObject({
  advanceSeconds: z.number().nonnegative().max(YEAR_SECONDS),
});
const executionFilter = z.strictObject({
  machine: z.enum(['session-lifecycle', 'agent-event-router']).optional(),
  status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']).optional(),
});
const settleSchema = z.strictObject({ timeoutSeconds: z.number().positive().max(600).default(30) });

/** Executions, faults, time, logs, and a clean slate. */
export function operationRoutes({ world, pipeline }: Parts): Hono {
  const app = new Hono();
  app.get('/executions', (c) =>
    c.json(world.machines.list(executionFilter.parse(c.req.query())).map(summarized)),
  );
  app.get('/executions/:name', (c) => {
    const execution = world.machines.find(c.req.param('name'));
    if (!execution) throw new ApiError(404, 'NotFound', 'There is no execution of this name.');
    return c.json(execution);
  });
  app.get('/faults', (c) => {
    const { settings, deliveries } = world.faults;
    const { apis } = world.gateway;
    return c.json({ ...settings, mishaps: deliveries.mishaps, apis, modes: Object.keys(modes) });
  });
  app.put('/faults', async (c) => {
    const settings = faultsSchema.parse(await c.req.json());
    for (const { api } of settings.rules) checkApi(api, world.gateway.apis);
    world.faults.settings = settings;
    world.events.emit({ type: 'faults' });
    return c.json(world.faults.settings);
  });
  app.get('/clock', (c) => c.json({ now: world.clock.iso() }));
  app.post('/clock', async (c) => {
    world.advance(clockSchema.parse(await c.req.json()).advanceSeconds);
    await pipeline.expireItems();
    return c.json({ now: world.clock.iso() });
  });
  app.get('/logs', (c) => c.json(pipeline.logs));
  app.get('/calls', (c) => c.json(pipeline.calls));
  app.post('/settle', async (c) => {
    const { timeoutSeconds } = settleSchema.parse(JSON.parse((await c.req.text()) || '{}'));
    return c.json({ settled: await pipeline.settle(timeoutSeconds * 1000) });
  });
  app.post('/reset', async (c) => {
    await pipeline.reset();
    return c.json({ reset: true });
  });
  return app;
}

function checkApi(api: string, known: string[]): void {
  const [service] = api.split(':');
  if (known.includes(api)) return;
  if (api.endsWith(':*') && known.some((one) => one.startsWith(`${service}:`))) return;
  throw new ApiError(
    400,
    'BadRequest',
    `No call of ${api} comes by here; GET lists those that do.`,
  );
}
