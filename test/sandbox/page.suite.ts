import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { resetBeforeEach, sandbox } from '../support/shared-sandbox';

const ANA = '2468013579';

describe('the page and its calls', () => {
  resetBeforeEach();

  it('is served with nothing that needs another host', async () => {
    const answer = await fetch(sandbox.url);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self';/,
    );
    expect(await answer.text()).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
  });

  it('is small: under 100 KB, compressed', async () => {
    const parts = await Promise.all(
      ['/', '/page.js', '/page.css'].map(async (path) => (await fetch(sandbox.url + path)).text()),
    );
    expect(gzipSync(parts.join('')).length).toBeLessThan(100_000);
    expect(parts.map(({ length }) => length > 500)).toEqual([true, true, true]);
  });

  it.each([
    ['a name that was rebound to this machine', { host: 'example.com' }],
    ['a name that begins like this machine', { host: '127.0.0.1.example.com' }],
    ['a page of another host', { origin: 'http://example.com' }],
    ['a page of another port', { origin: 'http://127.0.0.1:1' }],
    ['a page without an origin of its own', { origin: 'null' }],
  ])('refuses %s, whatever is asked for', async (_, headers) => {
    expect(await statusesFor(headers)).toEqual([403, 403, 403, 403]);
  });

  it.each([
    ['its own page', {}],
    ['its own page under its other name', { host: 'localhost' }],
  ])('answers %s', async (_, headers) => {
    expect(await statusesFor(headers)).toEqual([200, 200, 200, 200]);
  });

  it.each([
    ['a text', { text: 'hello' }, 'hello'],
    [
      'an attachment',
      { attachment: { type: 'image', url: 'https://example.com/a.jpg' } },
      'Attachment (image): https://example.com/a.jpg',
    ],
    [
      'a tap on a quick reply',
      { quickReply: { title: 'Change the…', payload: 'choice:Change the address' } },
      'Change the address',
    ],
  ])('delivers %s by Messenger, signed', async (_, written, text) => {
    await sandbox.post('/sandbox/messenger', { from: ANA, ...written });
    await sandbox.settled();
    expect(await sandbox.saidBy(ANA)).toEqual([[text]]);
  });

  it.each([
    ['nothing written', { from: ANA }],
    ['an id that is none', { from: 'a#b', text: 'hello' }],
  ])('refuses %s', async (_, body) => {
    await expect(sandbox.post('/sandbox/messenger', body)).rejects.toThrow('BadRequest');
  });

  it.each([
    ['Not every message could be queued.', { mode: 'error', error: 'AccessDenied', status: 403 }],
    ['Internal Server Error', { mode: 'crash' }],
  ])('says in a sentence that the webhook failed: %s', async (sentence, fault) => {
    await sandbox.faults({ ...fault, api: 'sqs:SendMessageBatch', by: 'receive-webhook' });
    const response = await fetch(`${sandbox.url}/sandbox/messenger`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ from: ANA, text: 'hello' }),
    });
    expect([response.status, await response.json()]).toEqual([
      500,
      { error: 'WebhookRefused', message: `The webhook answered 500: ${sentence}` },
    ]);
  });

  it('lists what arrived, and how it was answered', async () => {
    await sandbox.messenger(ANA, 'hello');
    await sandbox.sms('+14255550182', 'hello, too');
    await sandbox.webhook('{"object":"page"}', { 'x-hub-signature-256': 'sha256=0' });
    await sandbox.post('/sandbox/settle');
    expect(await sandbox.get('/sandbox/arrivals')).toMatchObject([
      { channel: 'facebook', status: 200, messages: [{ from: ANA, text: 'hello' }] },
      { channel: 'sms', status: 202, messages: [{ from: '+14255550182', text: 'hello, too' }] },
      { channel: 'facebook', status: 403, messages: [] },
    ]);
  });

  it('says of each execution which message it carries', async () => {
    await sandbox.messenger(ANA, 'hello', 'm_carried');
    await sandbox.settled();
    expect(await sandbox.executions('?machine=session-lifecycle')).toMatchObject([
      { role: 'CUSTOMER', messageId: 'm_carried', text: 'hello', vendorId: ANA },
    ]);
    expect(await sandbox.executions('?machine=agent-event-router')).toMatchObject([
      { role: 'SYSTEM', text: 'Welcome. An agent will be with you shortly.' },
    ]);
  });
});

function statusesFor(headers: Record<string, string>): Promise<number[]> {
  const paths = ['/', '/page.js', '/sandbox/contacts', '/sandbox/events'];
  return Promise.all(paths.map((path) => statusFor(path, headers)));
}

/** Unlike fetch, this may send any Host. */
async function statusFor(path: string, headers: Record<string, string>): Promise<number> {
  const call = request(sandbox.url + path, { headers }).end();
  const [answer] = (await once(call, 'response')) as [IncomingMessage];
  answer.destroy();
  return answer.statusCode ?? 0;
}
