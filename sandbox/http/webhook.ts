import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type Context, Hono } from 'hono';
import { FunctionError } from '../lambda/execution-environment';
import type { Parts } from './parts';

/** Media types that API Gateway hands on as text; everything else arrives in base64. */
const TEXT = /^(text\/|application\/(json|javascript|xml|x-www-form-urlencoded)|$)/;

/** The deployed HTTP API: both routes of each webhook channel. */
export function webhookRoutes({ pipeline, world }: Parts): Hono {
  return new Hono()
    .get('/:channel', async (c) => answer(await pipeline.invoke('verify-webhook', await event(c))))
    .post('/:channel', async (c) => {
      const request = await event(c);
      const body = await c.req.text();
      const accepted = await world.arrivals.note(c.req.param('channel'), body, async () =>
        answer(await pipeline.invoke('receive-webhook', request)),
      );
      if (accepted.ok) world.window.note(body);
      return accepted;
    })
    .onError(failed);
}

/** The request in payload format 2.0 (API Gateway developer guide, "Lambda proxy integrations"). */
async function event({ req }: Context): Promise<Partial<APIGatewayProxyEventV2>> {
  const url = new URL(req.url);
  const body = Buffer.from(await req.arrayBuffer());
  const isBase64Encoded = !TEXT.test(req.header('content-type') ?? '');
  return {
    version: '2.0',
    routeKey: `${req.method} ${url.pathname}`,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: req.header(),
    queryStringParameters: Object.fromEntries(url.searchParams),
    body: body.length > 0 ? body.toString(isBase64Encoded ? 'base64' : 'utf8') : undefined,
    isBase64Encoded,
  };
}

function answer(result: unknown): Response {
  const { statusCode, headers, body } = result as APIGatewayProxyStructuredResultV2;
  return new Response(body, { status: statusCode, headers: headers as Record<string, string> });
}

/** An HTTP API says no more than this of a function that failed. */
function failed(error: Error): Response {
  if (!(error instanceof FunctionError)) throw error;
  return Response.json({ message: 'Internal Server Error' }, { status: 500 });
}
