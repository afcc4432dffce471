import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import { bundlePage, type PageBundle } from '../page/bundle';

const html = join(__dirname, '..', 'page', 'page.html');

/** Nothing but what the sandbox itself serves, and no inline code. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** The page for people, bundled when somebody first asks for it. */
export function pageRoutes(): Hono {
  let bundle: Promise<PageBundle> | undefined;
  const bundled = () => {
    bundle ??= bundlePage();
    return bundle;
  };
  const serve = (body: string, type: string) =>
    new Response(body, { headers: { ...HEADERS, 'content-type': `${type}; charset=utf-8` } });
  return new Hono()
    .get('/', () => serve(readFileSync(html, 'utf8'), 'text/html'))
    .get('/page.js', async () => serve((await bundled()).script, 'text/javascript'))
    .get('/page.css', async () => serve((await bundled()).style, 'text/css'));
}
