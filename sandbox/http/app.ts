import { Hono } from 'hono';
import { ZodError } from 'zod';
import { ApiError } from '../aws/protocol';
import { contactRoutes } from './contacts';
import { customerRoutes } from './customers';
import { eventRoutes } from './events';
import { failureRoutes } from './failures';
import { messengerRoutes } from './messenger';
import { operationRoutes } from './operations';
import { pageRoutes } from './page';
import type { Parts } from './parts';
import { webhookRoutes } from './webhook';

/** The sandbox's HTTP surface: JSON, lists as bare arrays, errors as `{error, message}`. */
export function createApp(parts: Parts): Hono {
  const app = new Hono();
  app.route('/', pageRoutes());
  app.route('/webhook', webhookRoutes(parts));
  app.route('/sandbox', customerRoutes(parts));
  app.route('/sandbox/messenger', messengerRoutes(parts));
  app.route('/sandbox/contacts', contactRoutes(parts));
  app.route('/sandbox/failures', failureRoutes(parts));
  app.route('/sandbox/events', eventRoutes(parts));
  app.route('/sandbox', operationRoutes(parts));
  app.notFound((c) =>
    c.json({ error: 'NotFound', message: `There is no ${c.req.method} ${c.req.path}.` }, 404),
  );
  app.onError((error, c) => {
    const { status, name, message } = refusal(error);
    return c.json({ error: name, message }, status);
  });
  return app;
}

function refusal(error: Error): { status: 400 | 404 | 409 | 500; name: string; message: string } {
  if (error instanceof ApiError) {
    return { status: error.status as 400 | 404 | 409, name: error.name, message: error.message };
  }
  if (error instanceof ZodError) {
    const message = error.issues
      .map((i) => `${i.path.join('.') || 'body'}: ${i.message}`)
      .join('; ');
    return { status: 400, name: 'BadRequest', message };
  }
  if (error instanceof SyntaxError) {
    return { status: 400, name: 'BadRequest', message: 'The body is not JSON.' };
  }
  return { status: 500, name: 'InternalError', message: error.message };
}
