import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { Sandbox } from '../support/sandbox';

const ANA = '+14255550182';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Asks until there is a 200. @returns the status of every answer */
async function knock(url: string): Promise<number[]> {
  const answers: number[] = [];
  while (answers.at(-1) !== 200) {
    await setTimeout(50);
    const answer = await fetch(url).catch(() => undefined);
    if (answer) answers.push(answer.status);
  }
  return answers;
}

describe('the HTTP surface', () => {
  let sandbox: Sandbox;
  let early: number[];
  beforeAll(async () => {
    const port = await freePort();
    const starting = Sandbox.start({}, { port });
    early = await knock(`http://127.0.0.1:${port}/sandbox/clock`);
    sandbox = await starting;
  });
  beforeEach(() => sandbox.reset());

  const status = async (path: string, init: RequestInit = {}) =>
    (await fetch(sandbox.url + path, init)).status;
  const json = (body: object, method = 'POST') => ({
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

  it('answers from the moment it listens: 503 until it is ready', () => {
    expect(early.at(-1)).toBe(200);
    expect(early.slice(0, -1).filter((answer) => answer !== 503)).toEqual([]);
  });

  it('answers refusals as {error, message} with a status', async () => {
    const response = await fetch(`${sandbox.url}/sandbox/contacts/nobody`);
    expect([response.status, await response.json()]).toEqual([
      404,
      { error: 'ResourceNotFoundException', message: 'Contact not found' },
    ]);
  });

  it.each([
    ['an unknown path', '/sandbox/nothing', {}, 404],
    ['an execution that was not', '/sandbox/executions/none', {}, 404],
    ['a failure that was not', '/sandbox/failures/none', {}, 404],
    ['an event of no kind', '/sandbox/contacts/c/events', json({ type: 'dance' }), 404],
    [
      'a fault of no kind',
      '/sandbox/faults',
      json({ rules: [{ api: 'a:b', mode: 'x' }] }, 'PUT'),
      400,
    ],
    [
      'a fault of calls that nobody makes',
      '/sandbox/faults',
      json({ rules: [{ api: 'sqs:*', by: 'nobody', mode: 'crash' }] }, 'PUT'),
      400,
    ],
    ['a clock that goes back', '/sandbox/clock', json({ advanceSeconds: -1 }), 400],
    ['a body that is not JSON', '/sandbox/clock', { method: 'POST', body: '{' }, 400],
  ])('%s', async (_, path, init: RequestInit, expected) => {
    expect(await status(path, init)).toBe(expected);
  });

  it('does not talk to pages of other origins', async () => {
    const headers = { origin: 'https://example.com' };
    expect(await status('/sandbox/contacts', { headers })).toBe(403);
  });

  it('refuses what an agent does in a chat that has ended', async () => {
    await sandbox.sms(ANA, 'hello');
    await sandbox.settled();
    const [chat] = await sandbox.contacts();
    await sandbox.end(chat?.contactId ?? '');
    const path = `/sandbox/contacts/${chat?.contactId}`;
    expect(await status(`${path}/messages`, json({ content: 'too late' }))).toBe(409);
    expect(await status(`${path}/end`, { method: 'POST' })).toBe(409);
  });

  it('lists the APIs and the modes of faults, and the rules in force', async () => {
    await sandbox.faults({ api: 'connect:StartChatContact', mode: 'delay', delayMs: 1 });
    expect(await sandbox.get('/sandbox/faults')).toMatchObject({
      rules: [{ api: 'connect:StartChatContact', mode: 'delay', delayMs: 1 }],
      apis: expect.arrayContaining(['graph:SendMessage', 'dynamodb:GetItem']),
      modes: ['throttle', 'error', 'delay', 'lose-answer', 'reset', 'time-out', 'crash'],
    });
  });

  it('shows an execution with its input, output and events', async () => {
    await sandbox.sms(ANA, 'hello');
    await sandbox.settled();
    const [summary] = await sandbox.executions('?machine=session-lifecycle&status=SUCCEEDED');
    const execution = await sandbox.get<Record<string, unknown>>(
      `/sandbox/executions/${summary?.name}`,
    );
    expect(execution).toMatchObject({
      machine: 'session-lifecycle',
      status: 'SUCCEEDED',
      input: { message: { content: { text: 'hello' } } },
      output: { delivery: { alreadyDelivered: false } },
    });
    expect(execution.events).toContainEqual(
      expect.objectContaining({ type: 'StateEntered', state: 'StartChat' }),
    );
  });

  it('lets a function die after a call, or an execution with its dispatch', async () => {
    const crash = { mode: 'crash', times: 1 };
    await sandbox.faults(
      { ...crash, api: 'dynamodb:GetItem', by: 'session-lifecycle' },
      { ...crash, api: 'connect:StartChatContact', by: 'start-chat' },
    );
    await sandbox.sms(ANA, 'hello');
    await sandbox.settled();
    const executions = await sandbox.executions('?machine=session-lifecycle');
    expect(executions.map(({ status, error }) => [status, error])).toEqual([
      ['SUCCEEDED', undefined],
      ['FAILED', 'Lambda.Unknown'],
      ['ABORTED', undefined],
    ]);
    expect(await sandbox.saidBy(ANA)).toEqual([['hello']]);
    const starts = (await sandbox.get<{ by: string; api: string }[]>('/sandbox/calls')).filter(
      ({ api }) => api === 'connect:StartChatContact',
    );
    expect(starts.map(({ by }) => by)).toEqual(['start-chat', 'start-chat']);
  });

  it('empties everything on reset', async () => {
    await sandbox.sms(ANA, 'hello');
    await sandbox.settled();
    await sandbox.reset();
    for (const list of ['contacts', 'outbox', 'executions', 'failures', 'logs', 'calls']) {
      expect(await sandbox.get(`/sandbox/${list}`)).toEqual([]);
    }
  });

  it('tells as server-sent events what happens', async () => {
    const controller = new AbortController();
    const response = await fetch(`${sandbox.url}/sandbox/events`, { signal: controller.signal });
    const seen = readUntil(response, 'event: outbox');
    await sandbox.sms(ANA, 'hello');
    expect(await seen).toMatch(/event: contact\ndata: {.*"status":"QUEUED"/);
    controller.abort();
  });

  it('ends with success on SIGINT, whatever is under way', async () => {
    await sandbox.sms(ANA, 'under way');
    expect(await sandbox.stop('SIGINT')).toBe(0);
  });
});

describe('another simulator of Connect', () => {
  it('takes its place wholly, and streams through /sandbox/stream', async () => {
    const other = await startOtherConnect();
    const sandbox = await Sandbox.start({
      AWS_ENDPOINT_URL_CONNECT: other.url,
      AWS_ENDPOINT_URL_CONNECTPARTICIPANT: other.url,
    });
    await sandbox.sms(ANA, 'hello, other Connect');
    await sandbox.settled();
    expect(other.calls).toEqual([
      'PUT /contact/chat',
      'POST /contact/start-streaming',
      'POST /participant/connection',
      'POST /participant/message',
    ]);
    await sandbox.post('/sandbox/stream', {
      message: {
        AbsoluteTime: '2026-11-20T10:00:00.123Z',
        Content: 'From the other side',
        ContentType: 'text/plain',
        Id: 'item-1',
        Type: 'MESSAGE',
        ParticipantRole: 'AGENT',
        InitialContactId: 'other-contact',
        ContactId: 'other-contact',
      },
      attributes: {
        InitialContactId: 'other-contact',
        ContactId: 'other-contact',
        MessageVisibility: 'ALL',
        ParticipantRole: 'AGENT',
        Type: 'MESSAGE',
        ContentType: 'text/plain',
      },
    });
    await sandbox.settled();
    expect(await sandbox.receivedBy(ANA)).toEqual(['From the other side']);
    expect(await sandbox.contacts()).toEqual([]);
    expect(await sandbox.stop('SIGTERM')).toBe(0);
    other.server.close();
  });
});

async function readUntil(response: Response, text: string): Promise<string> {
  let read = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    read += decoder.decode(chunk as Uint8Array);
    if (read.includes(text)) break;
  }
  return read;
}

const answers: Record<string, object> = {
  '/contact/chat': { ContactId: 'other-contact', ParticipantId: 'p', ParticipantToken: 'token' },
  '/contact/start-streaming': { StreamingId: 'streaming' },
  '/participant/connection': {
    ConnectionCredentials: { ConnectionToken: 'connection', Expiry: '2099-01-01T00:00:00.000Z' },
  },
  '/participant/message': { Id: 'message', AbsoluteTime: '2026-11-20T10:00:00.000Z' },
};

async function startOtherConnect(): Promise<{ url: string; calls: string[]; server: Server }> {
  const calls: string[] = [];
  const server = createServer(({ method, url = '' }: IncomingMessage, response) => {
    calls.push(`${method} ${url}`);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answers[url]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls, server };
}
