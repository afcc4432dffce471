import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { Sandbox } from '../support/sandbox';

const ANA = '+14255550182';

describe('the process of the sandbox', () => {
  it('answers from the moment it listens, 503 until it is ready, and ends with success on SIGINT', async () => {
    const port = await freePort();
    const starting = Sandbox.start({}, { port });
    const early = await knock(`http://127.0.0.1:${port}/sandbox/clock`);
    expect(early.at(-1)).toBe(200);
    expect(early.slice(0, -1).filter((answer) => answer !== 503)).toEqual([]);
    const sandbox = await starting;
    await sandbox.sms(ANA, 'under way');
    expect(await sandbox.stop('SIGINT')).toBe(0);
  });
});

describe('a sandbox of the tests', () => {
  it('ends when the process of the tests is gone', async () => {
    const sandbox = await Sandbox.start();
    await sandbox.sms(ANA, 'under way');
    expect(await sandbox.orphan()).toBe(0);
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
