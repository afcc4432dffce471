import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { resetBeforeEach, sandbox } from '../support/shared-sandbox';

const ANA = '+14255550182';

describe('the HTTP surface', () => {
  resetBeforeEach();

  const status = async (path: string, init: RequestInit = {}) =>
    (await fetch(sandbox.url + path, init)).status;
  const json = (body: object, method = 'POST') => ({
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
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

  it('takes the characters in its queues that SQS takes, and no others', async () => {
    const sqs = new SQSClient({
      endpoint: `${sandbox.url}/aws/sqs`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
      useQueueUrlAsEndpoint: false,
    });
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'characters' }));
    const taken = ['\t\n\r', '\ud7ff\ue000\ufffd', '😀', '\u{10000}\u{10ffff}'];
    const refused = ['\u0000', '\u001b', '\ufffe', '\uffff', 'half \ud83d', '\ude00 half'];
    const Entries = [...taken, ...refused].map((MessageBody, n) => ({ Id: `${n}`, MessageBody }));
    const { Successful = [], Failed = [] } = await sqs.send(
      new SendMessageBatchCommand({ QueueUrl, Entries }),
    );
    expect(Successful.map(({ Id }) => Id)).toEqual(taken.map((_, n) => `${n}`));
    expect(Failed.map(({ Code }) => Code)).toEqual(refused.map(() => 'InvalidMessageContents'));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: taken.join('') }));
    await expect(
      sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '\ufffe' })),
    ).rejects.toMatchObject({ name: expect.stringContaining('InvalidMessageContents') });
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  });

  it('empties everything on reset', async () => {
    await sandbox.sms(ANA, 'hello');
    await sandbox.settled();
    await sandbox.reset();
    for (const list of ['contacts', 'outbox', 'executions', 'failures', 'logs', 'calls']) {
      expect(await sandbox.get(`/sandbox/${list}`)).toEqual([]);
    }
  });

  it.each(['delay', 'time-out'])(
    'breaks the calls off that a fault of mode %s holds up when it is reset',
    async (mode) => {
      await sandbox.faults({ api: 'connect:StartChatContact', mode, delayMs: 600_000, times: 1 });
      const started = fetch(`${sandbox.url}/aws/connect/contact/chat`, json({}, 'PUT'));
      await met();
      await Promise.all([expect(started).rejects.toThrow('fetch failed'), sandbox.reset()]);
    },
  );

  it.each(['connect:StartChatContact', 'connect:StartContactStreaming'])(
    'does not carry a late %s out in the world that follows a reset',
    async (api) => {
      const late = { mode: 'delay', delayMs: 1_000, times: 1 };
      await sandbox.faults({ ...late, api });
      await sandbox.sms(ANA, 'hello');
      await met();
      await sandbox.reset();
      // As late as the other one, and later begun: that one's time is over when this is answered.
      await sandbox.faults({ ...late, api: 'connect:DescribeContact' });
      await fetch(`${sandbox.url}/aws/connect/contacts/instance/contact`);
      expect(await sandbox.get('/sandbox/faults')).toMatchObject({ rules: [{ times: 0 }] });
      await sandbox.settled();
      const lists = ['contacts', 'executions', 'calls', 'failures'];
      const found = await Promise.all(lists.map((list) => sandbox.get(`/sandbox/${list}`)));
      expect(found).toEqual([[], [], [], []]);
    },
  );

  it('is reset once by several who ask at the same time', async () => {
    await sandbox.sms(ANA, 'hello');
    const answers = await Promise.all([sandbox.reset(), sandbox.reset(), sandbox.reset()]);
    expect(answers).toEqual([{ reset: true }, { reset: true }, { reset: true }]);
    await sandbox.sms(ANA, 'hello again');
    await sandbox.settled();
    expect(await sandbox.saidBy(ANA)).toEqual([['hello again']]);
  });

  it('tells that a fault was met, so that nobody brings it back who read it before', async () => {
    const controller = new AbortController();
    const response = await fetch(`${sandbox.url}/sandbox/events`, { signal: controller.signal });
    await sandbox.faults({ api: 'connect:StartChatContact', mode: 'throttle', times: 1 });
    const seen = readUntil(response, /event: faults.*event: faults/s);
    await sandbox.sms(ANA, 'hello');
    await seen;
    expect(await sandbox.get('/sandbox/faults')).toMatchObject({ rules: [{ times: 0 }] });
    controller.abort();
  });

  it('tells as server-sent events what happens', async () => {
    const controller = new AbortController();
    const response = await fetch(`${sandbox.url}/sandbox/events`, { signal: controller.signal });
    const seen = readUntil(response, /event: outbox/);
    await sandbox.sms(ANA, 'hello');
    expect(await seen).toMatch(/event: contact\ndata: {.*"status":"QUEUED"/);
    controller.abort();
  });
});

/** Resolves when the only rule has been met as often as it says. */
async function met(): Promise<void> {
  for (let left: unknown = 1; left !== 0; ) {
    await sleep(20);
    const { rules } = await sandbox.get<{ rules: { times?: number }[] }>('/sandbox/faults');
    left = rules[0]?.times;
  }
}

async function readUntil(response: Response, end: RegExp): Promise<string> {
  let read = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    read += decoder.decode(chunk as Uint8Array);
    if (end.test(read)) break;
  }
  return read;
}
